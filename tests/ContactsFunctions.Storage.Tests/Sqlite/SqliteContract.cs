using ContactsFunctions.Storage.Tests.Contract;

namespace ContactsFunctions.Storage.Tests.Sqlite;

public sealed class SqliteReads : ReadContract<SqliteHarness>;

public sealed class SqliteCommits : CommitContract<SqliteHarness>;

public sealed class SqliteAtomicity : AtomicityContract<SqliteHarness>;

public sealed class SqliteTimeToLive : TimeToLiveContract<SqliteHarness>;

public sealed class SqliteRaces : RaceContract<SqliteHarness>;

public sealed class SqliteFilters : FilterContract<SqliteHarness>;

public sealed class SqliteTexts : TextContract<SqliteHarness>;

public sealed class SqliteOrder : OrderContract<SqliteHarness>;

public sealed class SqliteMeaning : MeaningContract<SqliteHarness>;
