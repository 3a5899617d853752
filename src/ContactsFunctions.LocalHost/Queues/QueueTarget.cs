using System.Reflection;
using ContactsFunctions.LocalHost.Routing;

namespace ContactsFunctions.LocalHost.Queues;

/// <summary>Calls a function that a queue starts.</summary>
internal sealed class QueueTarget
{
    private readonly QueueFunction function;
    private readonly Func<object> instance;
    private readonly ParameterInfo[] parameters;

    /// <param name="instance">Makes or finds the object of the function's class; asked at every call.</param>
    /// <exception cref="InvalidOperationException">The function takes more than a text and a token, or returns no task.</exception>
    public QueueTarget(QueueFunction function, Func<object> instance)
    {
        (this.function, this.instance, parameters) = (function, instance, function.Method.GetParameters());
        if (function.Method.ReturnType != typeof(Task) || parameters.Any(p => p.ParameterType != typeof(string) && p.ParameterType != typeof(CancellationToken)))
        {
            throw new InvalidOperationException($"The function {function.Name} must take its message as a string, and a token, and return a Task.");
        }
    }

    /// <summary>The function's name.</summary>
    public string Name => function.Name;

    /// <summary>Runs the function; what it throws is thrown.</summary>
    public Task RunAsync(string message, CancellationToken cancel)
    {
        object?[] arguments = [.. parameters.Select(p => p.ParameterType == typeof(string) ? message : (object)cancel)];
        return (Task)function.Method.Invoke(instance(), BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }
}
