namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function, as the attribute of the same name in the Azure Functions worker does.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>Unique in the app, ignoring case; its order decides which of two matching routes is taken.</summary>
    public string Name { get; } = name;
}
