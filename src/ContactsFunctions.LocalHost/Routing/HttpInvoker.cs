using System.Linq.Expressions;
using System.Reflection;

namespace ContactsFunctions.LocalHost.Routing;

/// <summary>Calls a function with a request and the values of its route's parameters; null when the function has written the answer itself.</summary>
internal delegate ValueTask<IResult?> HttpInvoker(HttpContext context, string[] values);

/// <summary>Compiles the call of a function, so that a request costs no reflection.</summary>
internal static class HttpInvokerCompiler
{
    /// <summary>A call of <paramref name="function"/> on <paramref name="instance"/>.</summary>
    /// <exception cref="InvalidOperationException">A parameter or the result is of a type that functions do not have.</exception>
    public static HttpInvoker Compile(HttpFunction function, object instance)
    {
        var context = Expression.Parameter(typeof(HttpContext));
        var values = Expression.Parameter(typeof(string[]));
        var arguments = function.Method.GetParameters().Select(p => ArgumentOf(p, function, context, values));
        var call = Expression.Call(Expression.Constant(instance), function.Method, arguments);
        var adapt = AdapterOf(function);
        return Expression.Lambda<HttpInvoker>(Expression.Call(adapt, call), context, values).Compile();
    }

    private static Expression ArgumentOf(ParameterInfo parameter, HttpFunction function, Expression context, Expression values)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return Expression.Property(context, nameof(HttpContext.Request));
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return Expression.Property(context, nameof(HttpContext.RequestAborted));
        }

        for (var i = 0; parameter.ParameterType == typeof(string) && i < function.Route.Parameters.Count; i++)
        {
            if (string.Equals(function.Route.Parameters[i], parameter.Name, StringComparison.OrdinalIgnoreCase))
            {
                return Expression.ArrayIndex(values, Expression.Constant(i));
            }
        }

        throw new InvalidOperationException($"The function {function.Name} has a parameter {parameter.Name} that is no request, token or text of its route.");
    }

    private static MethodInfo AdapterOf(HttpFunction function)
    {
        var result = function.Method.ReturnType;
        var adapter =
            result == typeof(Task<IResult>) ? nameof(FromTask) :
            result == typeof(ValueTask<IResult>) ? nameof(FromValueTask) :
            result == typeof(IResult) ? nameof(FromResult) :
            result == typeof(Task) ? nameof(FromWriter) :
            throw new InvalidOperationException($"The function {function.Name} returns {result.Name}, not an IResult.");
        return typeof(HttpInvokerCompiler).GetMethod(adapter, BindingFlags.Static | BindingFlags.NonPublic)!;
    }

    private static ValueTask<IResult?> FromTask(Task<IResult> result) => new(result!);

    private static ValueTask<IResult?> FromValueTask(ValueTask<IResult> result) => result!;

    private static ValueTask<IResult?> FromResult(IResult result) => new(result);

    private static async ValueTask<IResult?> FromWriter(Task written)
    {
        await written;
        return null;
    }
}
