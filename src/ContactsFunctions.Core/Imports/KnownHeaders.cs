using System.Collections.Frozen;

namespace ContactsFunctions.Core.Imports;

/// <summary>
/// The columns of well-known exports, by slugified header: Google Contacts (the CSV of today and the one before 2024), Outlook, HubSpot,
/// Salesforce (reports and API names), and the tables that Apple users make of their address book. A run of digits between underscores is <c>n</c> here.
/// </summary>
internal static class KnownHeaders
{
    private static readonly FrozenDictionary<string, string> Slugs = new (string Slug, string Headers)[]
    {
        ("full_name", "name fullname display_name contact_name contact_full_name"),
        ("first_name", "given_name firstname first forename"),
        ("last_name", "family_name lastname last surname"),
        ("title", "job_title jobtitle organization_title organization_n_title"),
        ("company", "company_name organization organisation organization_name organization_n_name associated_company associated_company_name account_name"),
        ("department", "organization_department organization_n_department"),
        ("city", "address_n_city business_city work_city work_address_city home_city home_address_city other_city mailing_city mailingcity mailing_address_city other_address_city othercity"),
        ("country", "country_region address_n_country business_country_region business_country work_country work_address_country home_country_region home_country home_address_country "
            + "other_country_region other_country mailing_country mailingcountry mailing_address_country othercountry"),
        ("email", "e_mail e_mail_n_value e_mail_address e_mail_n_address email_address email_n_address email_n e_mail_n email_n_value primary_email work_email business_email home_email "
            + "personal_email other_email email_work email_home email_other"),
        ("emails", "additional_email_addresses additional_emails"),
        ("phone", "phone_number phone_n phone_n_value telephone tel primary_phone business_phone business_phone_n work_phone mobile_phone mobilephone mobile mobile_phone_number mobile_number "
            + "cell_phone cell iphone main_phone company_main_phone home_phone home_phone_n homephone other_phone otherphone car_phone radio_phone "
            + "phone_mobile phone_work phone_home phone_main phone_iphone phone_other"),
        ("description", "notes note"),
        ("tags", "labels group_membership categories"),
        ("photo_url", "photo photourl profile_picture_url"),
        ("linkedin", "linkedin_url linkedin_profile linkedin_profile_url hs_linkedin_url"),
        ("twitter", "twitter_username twitter_handle twitterhandle"),
        ("account_external_id", "accountid"),
    }.SelectMany(known => known.Headers.Split(' ').Select(header => KeyValuePair.Create(header, known.Slug))).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Google = new[] { "e_mail_n_value", "phone_n_value", "labels", "group_membership" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The slug of a system property that a known column means, by its slugified header; null when it is not known.</summary>
    public static string? Find(string header) => Slugs.GetValueOrDefault(WithoutNumber(header));

    /// <summary>Whether Google Contacts writes several values into this column, parted by <c> ::: </c>.</summary>
    public static bool IsGoogleList(string header) => Google.Contains(WithoutNumber(header));

    private static string WithoutNumber(string header)
    {
        var parts = header.Split('_');
        var number = Array.FindIndex(parts, part => part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit));
        if (number < 0)
        {
            return header;
        }

        parts[number] = "n";
        return string.Join('_', parts);
    }
}
