namespace ContactsFunctions.LocalHost.Routing;

/// <summary>
/// Answers every request: runs the function whose route matches, else answers an empty 404, also for HEAD, OPTIONS and a wrong verb,
/// as the Functions host does. An exception that leaves a function becomes an empty 500.
/// </summary>
internal sealed class FunctionRouter(FunctionCatalog catalog, IServiceProvider services, ILogger<FunctionRouter> log)
{
    private readonly RouteTable<Target> routes = new(catalog.Http, function => new Target(function, services));

    /// <summary>The terminal middleware.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (routes.Find(request.Method, request.Path.Value ?? "", out var values) is not { } target)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            if (await target.Invoker(context, values) is { } result)
            {
                await result.ExecuteAsync(context);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception exception) when (exception is not BadHttpRequestException)
        {
            // Not the message: it may hold what the request held.
            log.LogError("The function {Function} threw {Exception}\n{StackTrace}", target.Name, exception.GetType(), exception.StackTrace);
            Fail(context);
        }
    }

    private static void Fail(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
    }

    /// <summary>A function whose class is made, and whose call is compiled, when the first request needs it: the start stays short.</summary>
    private sealed class Target(HttpFunction function, IServiceProvider services)
    {
        private HttpInvoker? invoker;

        public string Name => function.Name;

        public HttpInvoker Invoker => invoker ??= HttpInvokerCompiler.Compile(function, services.GetRequiredService(function.Method.DeclaringType!));
    }
}
