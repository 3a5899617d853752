namespace ContactsFunctions.Sqlite.Indexing;

/// <summary>A row of <c>search_index</c> or <c>sort_index</c>; ordered as the table is, so that neighbours are written together.</summary>
internal readonly record struct IndexRow(long Team, long Property, SearchValue Value, long Document) : IComparable<IndexRow>
{
    public int CompareTo(IndexRow other)
    {
        var order = Team.CompareTo(other.Team);
        order = order != 0 ? order : Property.CompareTo(other.Property);
        order = order != 0 ? order : Value.CompareTo(other.Value);
        return order != 0 ? order : Document.CompareTo(other.Document);
    }
}
