using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ContactsFunctions.LocalHost.Routing;

/// <summary>A function that answers HTTP.</summary>
/// <param name="Name">The name in its <c>[Function]</c>.</param>
/// <param name="Verbs">Upper case, one or more.</param>
public sealed record HttpFunction(string Name, IReadOnlyList<string> Verbs, RouteTemplate Route, MethodInfo Method);

/// <summary>A function that a queue starts.</summary>
public sealed record QueueFunction(string Name, string Queue, MethodInfo Method);

/// <summary>The functions of an assembly, found by their attributes; in the order of their names, as the Functions host has them.</summary>
public sealed class FunctionCatalog
{
    private FunctionCatalog(IReadOnlyList<HttpFunction> http, IReadOnlyList<QueueFunction> queue) => (Http, Queue) = (http, queue);

    /// <summary>The functions that answer HTTP.</summary>
    public IReadOnlyList<HttpFunction> Http { get; }

    /// <summary>The functions that queues start.</summary>
    public IReadOnlyList<QueueFunction> Queue { get; }

    /// <summary>The classes that hold functions: one instance of each serves all requests.</summary>
    public IEnumerable<Type> Classes => Http.Select(f => f.Method).Concat(Queue.Select(f => f.Method)).Select(m => m.DeclaringType!).Distinct();

    /// <summary>Finds every <c>[Function]</c> of the public classes in <paramref name="assembly"/>.</summary>
    /// <exception cref="InvalidOperationException">Two functions have one name, or a function has no trigger or one that LocalHost cannot run.</exception>
    public static FunctionCatalog Of(Assembly assembly)
    {
        List<HttpFunction> http = [];
        List<QueueFunction> queue = [];
        foreach (var (name, method) in FunctionsOf(assembly).OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (TriggerOf<HttpTriggerAttribute>(method) is { } trigger)
            {
                http.Add(HttpFunctionOf(name, method, trigger));
            }
            else if (TriggerOf<QueueTriggerAttribute>(method) is { } queueTrigger)
            {
                queue.Add(new QueueFunction(name, queueTrigger.QueueName, method));
            }
            else
            {
                throw new InvalidOperationException($"The function {name} has no trigger that LocalHost knows.");
            }
        }

        return new FunctionCatalog(http, queue);
    }

    private static HttpFunction HttpFunctionOf(string name, MethodInfo method, HttpTriggerAttribute trigger)
    {
        if (trigger.AuthLevel != AuthorizationLevel.Anonymous || trigger.Methods.Count == 0)
        {
            throw new InvalidOperationException($"The function {name} must be anonymous to the host and name its verbs.");
        }

        return new HttpFunction(name, [.. trigger.Methods.Select(m => m.ToUpperInvariant())], RouteTemplate.Parse(trigger.Route ?? name), method);
    }

    private static List<(string Name, MethodInfo Method)> FunctionsOf(Assembly assembly)
    {
        List<(string Name, MethodInfo Method)> functions = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var type in assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
        {
            foreach (var method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is { Name: var name })
                {
                    functions.Add(names.Add(name) ? (name, method) : throw new InvalidOperationException($"Two functions are named {name}."));
                }
            }
        }

        return functions;
    }

    private static T? TriggerOf<T>(MethodInfo method) where T : Attribute =>
        method.GetParameters().Select(p => p.GetCustomAttribute<T>()).FirstOrDefault(a => a is not null);
}
