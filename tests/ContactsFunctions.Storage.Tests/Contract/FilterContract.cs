using ContactsFunctions.Core.Storage;

namespace ContactsFunctions.Storage.Tests.Contract;

/// <summary>What each node of a filter means.</summary>
public abstract class FilterContract<THarness> : StoreContract<THarness>
    where THarness : StoreHarness, new()
{
    private static readonly SearchPath City = new("city", false);
    private static readonly SearchPath Score = new("score", false);
    private static readonly SearchPath Tags = new("tags", true);
    private static readonly SearchPath Nobody = new("nobody", false);

    private Task FillAsync() => FillAsync([
        Doc("a", index: Index(One("city", T("OSLO")), One("score", N(5)), Many("tags", T("RED"), T("BLUE")))),
        Doc("b", index: Index(One("city", T("OSLO EAST")), One("score", N(-2.5)), Many("tags", T("BLUE"), T("BLUE")))),
        Doc("c", index: Index(One("city", T("")), One("score", T("5")), Many("tags", N(5), IndexValue.Of(true)))),
        Doc("d", index: Index(One("city", IndexValue.Of(true)), One("score", N(1e300)))),
        Doc("e", index: Index(One("city", IndexValue.Of(false)), One("score", N(1)))),
        Doc("f", index: Index()),
        Doc("g")]);

    private async Task Check(string expected, Filter filter)
    {
        await FillAsync();
        var complement = string.Join(' ', "a b c d e f g".Split(' ').Except(expected.Split(' ')));
        Assert.Equal(expected, await IdsAsync(filter));
        Assert.Equal(complement, await IdsAsync(new Filter.Not(filter)));
        Assert.Equal(expected, await IdsAsync(new Filter.Not(new Filter.Not(filter))));
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, await Store.CountAsync(Team, Contact, filter, false, Cancel));
        Assert.Equal(complement.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, await Store.CountAsync(Team, Contact, new Filter.Not(filter), false, Cancel));
    }

    [Fact]
    public Task No_filter_in_an_and_is_true() => Check("a b c d e f g", new Filter.And([]));

    [Fact]
    public Task No_filter_in_an_or_is_false() => Check("", new Filter.Or([]));

    [Fact]
    public Task And_wants_all() => Check("a", new Filter.And([new Filter.In(Tags, [T("BLUE")]), new Filter.In(Score, [N(5)])]));

    [Fact]
    public Task And_of_a_complement() => Check("b", new Filter.And([new Filter.In(Tags, [T("BLUE")]), new Filter.Not(new Filter.In(Score, [N(5)]))]));

    [Fact]
    public Task Or_wants_one() => Check("a b e", new Filter.Or([new Filter.In(Tags, [T("BLUE")]), new Filter.In(Score, [N(1)]), new Filter.In(Score, [N(5)])]));

    [Fact]
    public Task Nested_groups() => Check("a d", new Filter.Or([
        new Filter.And([new Filter.Exists(City), new Filter.In(Score, [N(5)])]),
        new Filter.And([new Filter.Not(new Filter.Exists(Tags)), new Filter.Range(Score, N(2), true, null, false)])]));

    [Fact]
    public Task Ids_name_documents() => Check("b g", new Filter.Ids(["g", "b", "zzz", "b"]));

    [Fact]
    public Task No_ids_name_none() => Check("", new Filter.Ids([]));

    [Fact]
    public Task Exists_on_a_single_value() => Check("a b c d e", new Filter.Exists(City));

    [Fact]
    public Task Exists_on_a_multiple_one() => Check("a b c", new Filter.Exists(Tags));

    [Fact]
    public Task Nothing_exists_under_an_unknown_slug() => Check("", new Filter.Exists(Nobody));

    [Fact]
    public Task Equality_of_texts() => Check("a", new Filter.In(City, [T("OSLO")]));

    [Fact]
    public Task The_empty_text_is_a_value() => Check("c", new Filter.In(City, [T("")]));

    [Fact]
    public Task Equality_of_numbers_is_not_that_of_texts() => Check("a", new Filter.In(Score, [N(5)]));

    [Fact]
    public Task Equality_of_texts_is_not_that_of_numbers() => Check("c", new Filter.In(Score, [T("5")]));

    [Fact]
    public Task Truth_values_are_no_numbers() => Check("d", new Filter.In(City, [IndexValue.Of(true), N(1), N(0), T("true")]));

    [Fact]
    public Task A_number_is_no_truth_value() => Check("", new Filter.In(Score, [IndexValue.Of(true)]));

    [Fact]
    public Task In_wants_one_of_several() => Check("a b e", new Filter.In(Score, [N(5), N(1), N(-2.5), N(77)]));

    [Fact]
    public Task In_of_nothing_is_false() => Check("", new Filter.In(City, []));

    [Fact]
    public Task In_on_an_unknown_slug_is_false() => Check("", new Filter.In(Nobody, [T("X")]));

    [Fact]
    public Task In_on_a_multiple_value_wants_one_element() => Check("a b", new Filter.In(Tags, [T("BLUE"), T("GREEN")]));

    [Fact]
    public Task A_multiple_value_may_mix_kinds() => Check("c", new Filter.In(Tags, [N(5)]));

    [Fact]
    public Task Ranges_of_numbers() => Check("a e", new Filter.Range(Score, N(1), true, N(5), true));

    [Fact]
    public Task Exclusive_bounds() => Check("", new Filter.Range(Score, N(1), false, N(5), false));

    [Fact]
    public Task A_range_open_above() => Check("a d", new Filter.Range(Score, N(1), false, null, false));

    [Fact]
    public Task A_range_open_below() => Check("b e", new Filter.Range(Score, null, false, N(5), false));

    [Fact]
    public Task A_range_of_texts_holds_no_numbers() => Check("c", new Filter.Range(Score, T(""), true, null, false));

    [Fact]
    public Task Ranges_of_texts() => Check("a b", new Filter.Range(City, T("O"), false, T("OSLO EAST"), true));

    [Fact]
    public Task A_range_of_texts_open_below() => Check("a c", new Filter.Range(City, null, false, T("OSLO"), true));

    [Fact]
    public Task A_range_of_texts_open_above() => Check("b", new Filter.Range(City, T("OSLO"), false, null, false));

    [Fact]
    public Task A_range_of_a_multiple_value_wants_one_element_between() => Check("a", new Filter.Range(Tags, T("C"), true, null, false));

    [Fact]
    public Task An_inverted_range_is_empty() => Check("", new Filter.Range(Score, N(5), true, N(1), true));

    [Fact]
    public Task Begins_with() => Check("a b", new Filter.Matches(City, TextMatch.BeginsWith, "OSL"));

    [Fact]
    public Task Begins_with_nothing_wants_a_text() => Check("a b c", new Filter.Matches(City, TextMatch.BeginsWith, ""));

    [Fact]
    public Task Begins_with_on_a_multiple_value() => Check("a", new Filter.Matches(Tags, TextMatch.BeginsWith, "R"));

    [Fact]
    public Task Contains() => Check("b", new Filter.Matches(City, TextMatch.Contains, "O E"));

    [Fact]
    public Task Contains_on_a_multiple_value() => Check("a b", new Filter.Matches(Tags, TextMatch.Contains, "LU"));

    [Fact]
    public Task Contains_nothing_wants_a_text() => Check("c", new Filter.Matches(Score, TextMatch.Contains, ""));

    [Fact]
    public Task Ends_with() => Check("a", new Filter.Matches(City, TextMatch.EndsWith, "LO"));

    [Fact]
    public Task Ends_with_on_a_multiple_value() => Check("a", new Filter.Matches(Tags, TextMatch.EndsWith, "ED"));

    [Fact]
    public Task A_match_on_an_unknown_slug_is_false() => Check("", new Filter.Matches(Nobody, TextMatch.Contains, ""));
}
