using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class PhonePlansTests
{
    [Fact]
    public void Every_country_with_telephone_service_has_a_plan()
    {
        var without = Countries.All.Where(country => PhonePlans.OfCountry(country) is null);
        Assert.Equal(["BV", "HM"], without.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_calling_code_begins_with_another()
    {
        var codes = PhonePlans.All.Select(plan => plan.CallingCode).Distinct().ToList();
        Assert.DoesNotContain(codes, code => codes.Any(other => other != code && other.StartsWith(code, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_number_of_every_country_and_length_reads_from_its_international_and_its_national_forms()
    {
        foreach (var plan in PhonePlans.All)
        {
            foreach (var length in Enumerable.Range(1, 15).Where(length => (plan.Lengths & (1u << length)) != 0))
            {
                var significant = "234567923456789"[..length];
                var expected = "+" + plan.CallingCode + significant;
                var typed = new List<string> { expected, $"+{plan.CallingCode} ({significant[..2]}) {significant[2..]}" };
                if (plan.Country != "-")
                {
                    typed.Add(significant);
                    typed.AddRange(plan.Trunks.Select(trunk => trunk + " " + significant));
                    typed.AddRange(plan.Exits.Select(exit => exit.Replace('x', '4') + " " + plan.CallingCode + " " + significant));
                }

                Assert.All(typed, text => Assert.Equal(expected, PhoneNumber.ToE164(text, plan.Country)));
            }
        }
    }

    [Fact]
    public void A_number_one_digit_too_long_or_too_short_is_refused()
    {
        // Of all plans of a calling code together, for these share their lengths.
        foreach (var plans in PhonePlans.All.GroupBy(plan => plan.CallingCode))
        {
            var lengths = plans.Aggregate(0u, (all, plan) => all | plan.Lengths);
            Assert.All(
                Enumerable.Range(1, 15).Where(length => (lengths & (1u << length)) == 0),
                length => Assert.Null(PhoneNumber.ToE164("+" + plans.Key + "234567923456789"[..length], "-")));
        }
    }

    // Ranges set aside for fiction where a country has them, else switchboards of public bodies and made-up subscribers of real areas.
    [Theory]
    [InlineData("US", "(202) 555-0143", "12025550143")]
    [InlineData("CA", "1 613 555 0112", "16135550112")]
    [InlineData("JM", "876-555-0123", "18765550123")]
    [InlineData("PR", "787 555 0123", "17875550123")]
    [InlineData("GB", "020 7946 0018", "442079460018")]
    [InlineData("GB", "07700 900123", "447700900123")]
    [InlineData("GB", "0800 1111", "448001111")]
    [InlineData("JE", "01534 496012", "441534496012")]
    [InlineData("IE", "020 912 3456", "353209123456")]
    [InlineData("IE", "01 679 3011", "35316793011")]
    [InlineData("AU", "(02) 5550 1234", "61255501234")]
    [InlineData("AU", "0491 570 156", "61491570156")]
    [InlineData("AU", "1300 975 707", "611300975707")]
    [InlineData("AU", "0011 44 20 7946 0018", "442079460018")]
    [InlineData("NZ", "09 555 0123", "6495550123")]
    [InlineData("NZ", "021 123 4567", "64211234567")]
    [InlineData("DE", "030 23125 000", "493023125000")]
    [InlineData("DE", "0171 3920000", "491713920000")]
    [InlineData("DE", "0049 89 63648018", "498963648018")]
    [InlineData("FR", "33 1 99 00 12 34", "33199001234")]
    [InlineData("AT", "01 40400", "43140400")]
    [InlineData("AT", "0664 1234567", "436641234567")]
    [InlineData("CH", "044 668 18 00", "41446681800")]
    [InlineData("LI", "236 61 11", "4232366111")]
    [InlineData("FR", "01 99 00 12 34", "33199001234")]
    [InlineData("FR", "06 39 98 12 34", "33639981234")]
    [InlineData("GP", "0590 12 34 56", "590590123456")]
    [InlineData("RE", "0262 12 34 56", "262262123456")]
    [InlineData("MC", "93 15 20 00", "37793152000")]
    [InlineData("BE", "02 512 34 56", "3225123456")]
    [InlineData("NL", "020 624 1111", "31206241111")]
    [InlineData("LU", "27 12 34", "352271234")]
    [InlineData("IT", "06 6982 1234", "390669821234")]
    [InlineData("IT", "347 123 4567", "393471234567")]
    [InlineData("VA", "06 69 812345", "390669812345")]
    [InlineData("SM", "0549 882345", "3780549882345")]
    [InlineData("ES", "91 123 45 67", "34911234567")]
    [InlineData("PT", "21 123 4567", "351211234567")]
    [InlineData("GR", "210 123 4567", "302101234567")]
    [InlineData("CY", "22 123456", "35722123456")]
    [InlineData("MT", "2100 1234", "35621001234")]
    [InlineData("SE", "08-465 004 12", "46846500412")]
    [InlineData("SE", "070 174 06 05", "46701740605")]
    [InlineData("NO", "22 12 34 56", "4722123456")]
    [InlineData("DK", "33 12 34 56", "4533123456")]
    [InlineData("FI", "09 1234 567", "35891234567")]
    [InlineData("FI", "990 46 8 465 004 12", "46846500412")]
    [InlineData("AX", "018 12345", "3581812345")]
    [InlineData("IS", "410 1234", "3544101234")]
    [InlineData("FO", "201 234", "298201234")]
    [InlineData("GL", "32 12 34", "299321234")]
    [InlineData("EE", "512 3456", "3725123456")]
    [InlineData("LV", "2123 4567", "37121234567")]
    [InlineData("LT", "8 612 34567", "37061234567")]
    [InlineData("LT", "0 612 34567", "37061234567")]
    [InlineData("PL", "22 123 45 67", "48221234567")]
    [InlineData("CZ", "601 123 456", "420601123456")]
    [InlineData("SK", "0912 123 456", "421912123456")]
    [InlineData("HU", "06 1 234 5678", "3612345678")]
    [InlineData("HU", "06 (20) 123-4567", "36201234567")]
    [InlineData("RO", "021 123 4567", "40211234567")]
    [InlineData("BG", "02 123 4567", "35921234567")]
    [InlineData("RS", "011 1234567", "381111234567")]
    [InlineData("HR", "01 2345 678", "38512345678")]
    [InlineData("SI", "01 234 56 78", "38612345678")]
    [InlineData("RU", "8 (495) 123-45-67", "74951234567")]
    [InlineData("RU", "8 800 555 35 35", "78005553535")]
    [InlineData("RU", "8-10-49-30-23125000", "493023125000")]
    [InlineData("RU", "8 (495) 123-45-67 доб. 12", "74951234567")]
    [InlineData("KZ", "8 (727) 212 34 56", "77272123456")]
    [InlineData("BY", "8 (017) 212-34-56", "375172123456")]
    [InlineData("UA", "044 123 4567", "380441234567")]
    [InlineData("TR", "0212 123 45 67", "902121234567")]
    [InlineData("IL", "03-123-4567", "97231234567")]
    [InlineData("IL", "012 1 202 555 0143", "12025550143")]
    [InlineData("AE", "050 123 4567", "971501234567")]
    [InlineData("SA", "055 123 4567", "966551234567")]
    [InlineData("EG", "010 1234 5678", "201012345678")]
    [InlineData("EH", "0528 12 34 56", "212528123456")]
    [InlineData("MA", "0612-345678", "212612345678")]
    [InlineData("NG", "0803 123 4567", "2348031234567")]
    [InlineData("KE", "0712 123456", "254712123456")]
    [InlineData("ZA", "011 123 4567", "27111234567")]
    [InlineData("CI", "07 12 34 56 78", "2250712345678")]
    [InlineData("CG", "06 612 3456", "242066123456")]
    [InlineData("IN", "098765 43210", "919876543210")]
    [InlineData("PK", "0301 2345678", "923012345678")]
    [InlineData("BD", "01712-345678", "8801712345678")]
    [InlineData("CN", "010-1234-5678", "861012345678")]
    [InlineData("CN", "138 1234 5678", "8613812345678")]
    [InlineData("HK", "2123 4567", "85221234567")]
    [InlineData("HK", "001 44 20 7946 0018", "442079460018")]
    [InlineData("TW", "02-2345-6789", "886223456789")]
    [InlineData("JP", "03-1234-5678", "81312345678")]
    [InlineData("JP", "090-1234-5678", "819012345678")]
    [InlineData("JP", "010 49 30 23125000", "493023125000")]
    [InlineData("KR", "02-312-3456", "8223123456")]
    [InlineData("KR", "010-1234-5678", "821012345678")]
    [InlineData("SG", "6123 4567", "6561234567")]
    [InlineData("MY", "012-345 6789", "60123456789")]
    [InlineData("ID", "0812-3456-7890", "6281234567890")]
    [InlineData("TH", "02 123 4567", "6621234567")]
    [InlineData("VN", "091 234 56 78", "84912345678")]
    [InlineData("PH", "0905 123 4567", "639051234567")]
    [InlineData("BR", "(11) 91234-5678", "5511912345678")]
    [InlineData("BR", "011 2345-6789", "551123456789")]
    [InlineData("BR", "0041 44 668 18 00", "41446681800")]
    [InlineData("AR", "011 4123-4567", "541141234567")]
    [InlineData("MX", "01 55 1234 5678", "525512345678")]
    [InlineData("CL", "9 1234 5678", "56912345678")]
    [InlineData("CO", "601 123 4567", "576011234567")]
    [InlineData("CW", "9 512 3456", "59995123456")]
    [InlineData("BQ", "318 1234", "5993181234")]
    [InlineData("CU", "07 123 4567", "5371234567")]
    [InlineData("CX", "08 9164 1234", "61891641234")]
    public void National_numbers_read_in_their_country(string country, string typed, string digits) =>
        Assert.Equal("+" + digits, PhoneNumber.ToE164(typed, country));
}
