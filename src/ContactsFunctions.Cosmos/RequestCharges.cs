using System.Diagnostics.Metrics;

namespace ContactsFunctions.Cosmos;

/// <summary>
/// Sums the requests to Cosmos DB, and their charge in request units (RU), of what runs inside a scope. Scopes follow the asynchronous
/// flow and nest: a request counts in all that enclose it. The same numbers go to the meter <c>ContactsFunctions.Cosmos</c>, by store operation.
/// </summary>
public sealed class RequestCharges : IDisposable
{
    private static readonly Meter Meter = new("ContactsFunctions.Cosmos");
    private static readonly Counter<long> RequestCounter = Meter.CreateCounter<long>("contacts.cosmos.requests", "{request}", "Requests to Cosmos DB.");
    private static readonly Counter<double> ChargeCounter = Meter.CreateCounter<double>("contacts.cosmos.charge", "{RU}", "Request units charged by Cosmos DB.");
    private static readonly AsyncLocal<RequestCharges?> Current = new();

    private readonly RequestCharges? outer;
    private readonly string name;
    private readonly Lock gate = new();
    private int requests;
    private double charge;

    private RequestCharges(string name, RequestCharges? outer) => (this.name, this.outer) = (name, outer);

    /// <summary>Requests so far; what the SDK repeats by itself counts once.</summary>
    public int Requests
    {
        get { lock (gate) { return requests; } }
    }

    /// <summary>Request units so far, as the service charged them.</summary>
    public double Charge
    {
        get { lock (gate) { return charge; } }
    }

    /// <summary>Begins a scope of this name; disposing it ends it.</summary>
    public static RequestCharges Measure(string name) => Current.Value = new RequestCharges(name, Current.Value);

    /// <summary>Ends the scope; its sums stay readable.</summary>
    public void Dispose() => Current.Value = outer;

    internal static void Add(double charge)
    {
        var operation = new KeyValuePair<string, object?>("operation", Current.Value?.name ?? "other");
        RequestCounter.Add(1, operation);
        ChargeCounter.Add(charge, operation);
        for (var scope = Current.Value; scope is not null; scope = scope.outer)
        {
            lock (scope.gate)
            {
                scope.requests++;
                scope.charge += charge;
            }
        }
    }
}
