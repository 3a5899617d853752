namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the message parameter of a function that a queue starts, as the attribute of the same name in the worker's queue extension does.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    /// <summary>The queue, without the <c>-poison</c> of messages that failed too often.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting that names the storage account; without meaning in LocalHost.</summary>
    public string? Connection { get; set; }
}
