using ContactsFunctions.Core.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class SlugTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("job_title_2", true)]
    [InlineData("a__", true)]
    [InlineData("", false)]
    [InlineData("2nd", false)]
    [InlineData("_a", false)]
    [InlineData("Job", false)]
    [InlineData("job-title", false)]
    [InlineData("é", false)]
    [InlineData("a\n", false)]
    public void IsValid_knows_slugs(string text, bool expected) => Assert.Equal(expected, Slug.IsValid(text));

    [Fact]
    public void A_slug_has_at_most_63_characters()
    {
        Assert.True(Slug.IsValid(new string('a', 63)));
        Assert.False(Slug.IsValid(new string('a', 64)));
    }

    [Theory]
    [InlineData("Job Title", "job_title")]
    [InlineData("E-mail  Address (work)", "e_mail_address_work")]
    [InlineData("  Prénom  ", "prenom")]
    [InlineData("Cre\u0301me Brûlée", "creme_brulee")]
    [InlineData("Đường", "uong")]
    [InlineData("a__b", "a__b")]
    [InlineData("A__B", "a__b")]
    [InlineData("_x_", "x")]
    [InlineData("2nd Phone", "2nd_phone")]
    [InlineData("名前", "")]
    [InlineData("", "")]
    public void From_slugifies_labels(string label, string expected) => Assert.Equal(expected, Slug.From(label));

    [Fact]
    public void From_cuts_at_63_without_an_underscore_at_the_end()
    {
        Assert.Equal(new string('a', 63), Slug.From(new string('a', 100)));
        Assert.Equal(new string('a', 62), Slug.From(new string('a', 62) + " b c"));
    }

    [Fact]
    public void From_of_a_slug_is_the_slug() =>
        Prop.ForAll(Texts.WellFormed, label => Slug.From(label) is var slug && Slug.From(slug) == slug && (slug.Length == 0 || Slug.IsValid("a" + slug[1..])))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
