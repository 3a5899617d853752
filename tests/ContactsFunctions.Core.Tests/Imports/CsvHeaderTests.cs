using ContactsFunctions.Core.Imports;

namespace ContactsFunctions.Core.Tests.Imports;

public sealed class CsvHeaderTests
{
    private static CsvOptions Mapping(params (string Header, string Slug)[] pairs) => new() { Mapping = pairs.ToDictionary(p => p.Header, p => p.Slug) };

    [Fact]
    public async Task A_header_is_known_by_its_slug_accents_and_case_aside()
    {
        Assert.Equal(["company=Acme, full_name=Zoë, score=5"], await Csv.ShowAsync("FULL NAME, Çompany ,SCORE\nZoë,Acme,5"));
    }

    [Fact]
    public async Task Mapping_wins_over_slug_and_slug_over_known_exports()
    {
        var rows = await Csv.ShowAsync("Title,name,score\nMr,Ada,7", Mapping(("Title", "department"), ("score", "colours"), ("absent", "city")));

        Assert.Equal(["colours=7, department=Mr, full_name=Ada"], rows);
    }

    [Theory]
    [InlineData("emial")]
    [InlineData("id")]
    [InlineData("created_at")]
    [InlineData("locked")]
    [InlineData("")]
    public async Task A_mapping_to_an_unknown_or_read_only_slug_refuses_the_upload(string slug)
    {
        var problem = await Csv.ProblemAsync("Mail,city\na@b.example,x", Mapping(("Other", slug)));

        Assert.Equal("invalid_mapping", problem?.Code);
        Assert.Contains(slug, problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_and_read_only_columns_are_ignored_and_listed()
    {
        var (import, _) = await Csv.OpenAsync(Csv.Body("id,City,created_at,Shoe size,locked,source\n1,Rome,2020-01-01,44,x,api"));
        await using var _1 = import;

        Assert.Equal(["id", "created_at", "Shoe size", "locked", "source"], import!.IgnoredColumns);
        Assert.Equal(["id", "City", "created_at", "Shoe size", "locked", "source"], import.Columns);
        Assert.Equal("city=Rome", Csv.Show(await import.ReadAsync(TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_mended_errors_file_is_read_without_what_the_errors_file_added()
    {
        var rows = await Csv.ShowAsync("city,extra_1,extra_2,error_line,error_code,error_property,error_message\n'=Rome,b,,17,too_many_fields,,The row …\n");

        Assert.Equal(["city==Rome"], rows);
    }

    [Fact]
    public async Task The_first_filled_column_of_a_property_counts_and_further_emails_and_phones_join()
    {
        const string header = "email,Work Email,Home Email,phone,Mobile Phone,Business City,Home City,emails\n";

        Assert.Equal(
            [
                "city=Bonn, email=b@x.example, emails=b@x.example|c@x.example|d@x.example|e@x.example, phone=1, phones=1|2",
                "city=Rome, email=a@x.example",
                "emails=a@x.example",
            ],
            await Csv.ShowAsync(header + ",b@x.example,c@x.example,1,2,,Bonn,d@x.example;B@x.example;e@x.example\na@x.example,,,,,Rome,Bonn,\n,,,,,,,a@x.example\n"));
    }

    [Fact]
    public async Task Header_names_may_repeat() =>
        Assert.Equal(["city=b", "city=c"], await Csv.ShowAsync("city,city\n,b\nc,d"));

    [Theory]
    [InlineData("Title,First Name,Middle Name,Last Name,Company,Department,Job Title,Business City,Business Country/Region,Business Phone,Mobile Phone,Categories,E-mail Address,E-mail 2 Address,Notes,Web Page",
        "Dr.,Ada,K,Lovelace,Acme,R&D,Countess,London,United Kingdom,020 1,07 2,vip;old,a@x.example,b@x.example,Hi,https://x.example",
        "city=London, company=Acme, country=United Kingdom, department=R&D, description=Hi, email=a@x.example, emails=a@x.example|b@x.example, first_name=Ada, last_name=Lovelace, phone=020 1, phones=020 1|07 2, tags=vip|old, title=Countess")]
    [InlineData("First Name,Middle Name,Last Name,Organization Name,Organization Title,Organization Department,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - City,Address 1 - Country",
        "Ada,,Lovelace,Acme,Countess,R&D,Hi,https://x.example/a.png,Friends ::: * myContacts ::: A;B,* Home,a@x.example ::: b@x.example,c@x.example,Mobile,07 2,London,GB",
        "city=London, company=Acme, country=GB, department=R&D, description=Hi, email=a@x.example, emails=a@x.example|b@x.example|c@x.example, first_name=Ada, last_name=Lovelace, phone=07 2, photo_url=https://x.example/a.png, tags=Friends|A;B, title=Countess")]
    [InlineData("Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title",
        "Ada Lovelace,Ada,Lovelace,* myContacts,* Home,a@x.example,07 2,Acme,Countess",
        "company=Acme, email=a@x.example, first_name=Ada, full_name=Ada Lovelace, last_name=Lovelace, phone=07 2, title=Countess")]
    [InlineData("Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Company Name,Job Title,City,Country/Region,LinkedIn URL,Twitter Username,Additional email addresses,Lead Status",
        "51,Ada,Lovelace,a@x.example,020 1,07 2,Acme,Countess,London,GB,in/ada,@ada,b@x.example;c@x.example,New",
        "city=London, company=Acme, country=GB, email=a@x.example, emails=a@x.example|b@x.example|c@x.example, first_name=Ada, last_name=Lovelace, linkedin=in/ada, phone=020 1, phones=020 1|07 2, title=Countess, twitter=@ada")]
    [InlineData("Salutation,First Name,Last Name,Title,Account Name,Account ID,Mailing City,Mailing Country,Phone,Mobile,Email,Department,Description",
        "Ms.,Ada,Lovelace,Countess,Acme,0015g00000,London,GB,020 1,07 2,a@x.example,R&D,Hi",
        "account_external_id=0015g00000, city=London, company=Acme, country=GB, department=R&D, description=Hi, email=a@x.example, first_name=Ada, last_name=Lovelace, phone=020 1, phones=020 1|07 2, title=Countess")]
    [InlineData("Id,FirstName,LastName,Name,AccountId,Title,Email,Phone,MobilePhone,MailingCity,MailingCountry",
        "0035g,Ada,Lovelace,Ada Lovelace,0015g,Countess,a@x.example,020 1,07 2,London,GB",
        "account_external_id=0015g, city=London, country=GB, email=a@x.example, first_name=Ada, full_name=Ada Lovelace, last_name=Lovelace, phone=020 1, phones=020 1|07 2, title=Countess")]
    [InlineData("First name,Last name,Organization,Job title,iPhone,Work Phone,Home Email,Work Address City,Note",
        "Ada,Lovelace,Acme,Countess,07 2,020 1,a@x.example,London,Hi",
        "city=London, company=Acme, description=Hi, email=a@x.example, first_name=Ada, last_name=Lovelace, phone=07 2, phones=07 2|020 1, title=Countess")]
    public async Task Known_exports_need_no_mapping(string header, string row, string expected) =>
        Assert.Equal([expected], await Csv.ShowAsync(header + "\n" + row));

    [Theory]
    [InlineData("full_name;city\nA,b;c\n", "city=c, full_name=A,b")]
    [InlineData("full_name\tcity\nA;b\tc\n", "city=c, full_name=A;b")]
    [InlineData("\"full_name\";\"Notes, if any, or none, at all\";city\nA;;c\n", "city=c, full_name=A")]
    public async Task The_delimiter_is_found_in_the_header(string text, string expected) => Assert.Equal([expected], await Csv.ShowAsync(text));

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n  \n")]
    [InlineData("full_name")]
    [InlineData("full_name,city\r\n\r\n")]
    [InlineData("\uFEFF")]
    public async Task An_input_without_rows_is_refused(string text) => Assert.Equal("empty_import", (await Csv.ProblemAsync(text))?.Code);

    [Theory]
    [InlineData("Shoe size,id\n44,1")]
    [InlineData("\"full_name\"x\nA")]
    public async Task A_header_without_a_known_column_is_refused(string text) => Assert.Equal("no_known_column", (await Csv.ProblemAsync(text))?.Code);

    [Fact]
    public async Task A_binary_file_is_refused()
    {
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);

        Assert.Equal("no_known_column", (await Csv.ProblemAsync(new MemoryStream(bytes)))?.Code);
        Assert.Equal("no_known_column", (await Csv.ProblemAsync(new MemoryStream(new byte[3_000_000])))?.Code);
    }

    [Fact]
    public async Task A_header_can_have_1000_columns()
    {
        Assert.Equal("too_many_columns", (await Csv.ProblemAsync("city" + new string(',', 1_000) + "\nx"))?.Code);
        Assert.Equal("too_many_columns", (await Csv.ProblemAsync("city" + new string(',', 9_999) + "\nx"))?.Code);
        Assert.Equal(["city=x"], await Csv.ShowAsync("city" + new string(',', 999) + "\nx" + new string(',', 999)));
    }
}
