using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Exports;
using ContactsFunctions.Core.Jobs;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Functions.Prism;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactsFunctions.Http;

/// <summary>What both hosts register: the domain and what the functions share. The host adds the store, the job queue and the clock.</summary>
public static class ContactsServices
{
    /// <summary>Registers it, with the settings of section <c>Contacts</c>.</summary>
    public static IServiceCollection AddContacts(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new RootKey(configuration["Contacts:RootKey"]))
        .AddSingleton<TeamSchemas>()
        .AddSingleton<Teams>()
        .AddSingleton<ApiKeys>()
        .AddSingleton<SequenceNumbers>()
        .AddSingleton<ContactWriter>()
        .AddSingleton<ContactQuery>()
        .AddSingleton<ContactExport>()
        .AddSingleton<PropertyCatalog>()
        .AddSingleton<JobStore>()
        .AddSingleton<JobRunner>()
        .AddSingleton<DryRun>()
        .AddSingleton<JobErrorsFile>()
        .AddSingleton<JobWorker>()
        .AddSingleton<TeamEraser>()
        .AddSingleton<IJobProgress, NoJobProgress>()
        .AddSingleton<ApiWrapper>()
        .AddSingleton<TeamApi>()
        .AddSingleton<ManagementApi>()
        .AddSingleton<IdempotentWrites>()
        .AddSingleton<IdempotentAnswers>()
        .AddSingleton<PrismApi>()
        .AddSingleton<PrismPage>()
        .AddSingleton<PrismJobs>()
        .AddSingleton<PrismImport>();
}
