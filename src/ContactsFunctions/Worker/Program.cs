using ContactsFunctions.Http;
using ContactsFunctions.Worker;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

builder.Services.AddRequestLimits();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddStore(builder.Configuration);
builder.Services.AddJobQueue(builder.Configuration);
builder.Services.AddContacts(builder.Configuration);

builder.Build().Run();
