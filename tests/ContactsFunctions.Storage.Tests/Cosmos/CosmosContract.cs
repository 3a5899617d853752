using ContactsFunctions.Storage.Tests.Contract;

namespace ContactsFunctions.Storage.Tests.Cosmos;

public sealed class CosmosReads : ReadContract<CosmosHarness>;

public sealed class CosmosCommits : CommitContract<CosmosHarness>;

public sealed class CosmosAtomicity : AtomicityContract<CosmosHarness>;

public sealed class CosmosRaces : RaceContract<CosmosHarness>;

public sealed class CosmosTimesToLive : TimeToLiveContract<CosmosHarness>;

public sealed class CosmosFilters : FilterContract<CosmosHarness>;

public sealed class CosmosOrders : OrderContract<CosmosHarness>;

public sealed class CosmosTexts : TextContract<CosmosHarness>;

public sealed class CosmosMeaning : MeaningContract<CosmosHarness>;
