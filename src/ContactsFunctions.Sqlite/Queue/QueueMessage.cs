namespace ContactsFunctions.Sqlite.Queue;

/// <summary>A message as one receiver holds it.</summary>
/// <param name="Id">Stays with the message, also in the poison queue.</param>
/// <param name="PopReceipt">Proves the lease; a new one on every receive and renewal.</param>
/// <param name="DequeueCount">How often it was received, this time included.</param>
public sealed record QueueMessage(long Id, string PopReceipt, int DequeueCount, string Text);
