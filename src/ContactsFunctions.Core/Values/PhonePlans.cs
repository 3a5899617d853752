using System.Collections.Frozen;
using System.Globalization;

namespace ContactsFunctions.Core.Values;

/// <summary>
/// The numbering plan of every country and territory with telephone service, and of the calling codes that belong to none: ITU-T E.164
/// (calling codes), E.129 and the national plans lodged with it (prefixes, lengths). Longer than other files because it is one line per country.
/// </summary>
internal static class PhonePlans
{
    // Country, calling code, trunk prefixes, international prefixes (x is any digit), lengths of the national significant number.
    // Carriers' prefixes that 00 begins too (Brazil, Colombia) are left out: 0041 is Switzerland.
    // Alternatives are parted by "/", - is none. Without a trunk prefix a leading 0 belongs to the number, as in Italy.
    private const string Facts = """
        AD 376 - 00 6,8-9
        AE 971 0 00 5-12
        AF 93 0 00 9
        AG 1 1 011 10
        AI 1 1 011 10
        AL 355 0 00 6-9
        AM 374 0 00 8
        AO 244 - 00 9
        AQ 672 - 00 6
        AR 54 0 00 10-11
        AS 1 1 011 10
        AT 43 0 00 4-13
        AU 61 0 0011 6-10
        AW 297 - 00 7
        AX 358 0 00/990/994/999 5-12
        AZ 994 0 00 9
        BA 387 0 00 8-9
        BB 1 1 011 10
        BD 880 0 00 6-10
        BE 32 0 00 8-9
        BF 226 - 00 8
        BG 359 0 00 6-9
        BH 973 - 00 8
        BI 257 - 00 8
        BJ 229 - 00 8,10
        BL 590 0 00 9
        BM 1 1 011 10
        BN 673 - 00 7
        BO 591 0 00 8-9
        BQ 599 - 00 7
        BR 55 0 00 8,10-11
        BS 1 1 011 10
        BT 975 - 00 7-8
        BW 267 - 00 7-8,10
        BY 375 80 810 9
        BZ 501 - 00 7,11
        CA 1 1 011 10
        CC 61 0 0011 6-10
        CD 243 0 00 7-10
        CF 236 - 00 8
        CG 242 - 00 9
        CH 41 0 00 9,12
        CI 225 - 00 10
        CK 682 - 00 5
        CL 56 - 00/1xx0 9-11
        CM 237 - 00 8-9
        CN 86 0 00 7-12
        CO 57 0 00 8,10-11
        CR 506 - 00 8,10
        CU 53 0 119 6-8,10
        CV 238 - 00/0 7
        CW 599 - 00 7-8
        CX 61 0 0011 6-10
        CY 357 - 00 8
        CZ 420 - 00 9
        DE 49 0 00 5-13
        DJ 253 - 00 8
        DK 45 - 00 8
        DM 1 1 011 10
        DO 1 1 011 10
        DZ 213 0 00 8-9
        EC 593 0 00 8-11
        EE 372 - 00 7-8,10
        EG 20 0 00 8-10
        EH 212 0 00 9
        ER 291 0 00 7
        ES 34 - 00 9
        ET 251 0 00 9
        FI 358 0 00/990/994/999 5-12
        FJ 679 - 00/052 7,11
        FK 500 - 00 5
        FM 691 1 011/00 7
        FO 298 - 00 6
        FR 33 0 00 9
        GA 241 0 00 7-8
        GB 44 0 00 7,9-10
        GD 1 1 011 10
        GE 995 0 00 9
        GF 594 0 00 9
        GG 44 0 00 7,9-10
        GH 233 0 00 8-9
        GI 350 - 00 8
        GL 299 - 00 6
        GM 220 - 00 7
        GN 224 - 00 8-9
        GP 590 0 00 9
        GQ 240 - 00 9
        GR 30 - 00 10
        GS 500 - 00 5
        GT 502 - 00 8,11
        GU 1 1 011 10
        GW 245 - 00 7,9
        GY 592 - 001 7
        HK 852 - 001 8-9
        HN 504 - 00 8,11
        HR 385 0 00 6-9
        HT 509 - 00 8
        HU 36 06 00 8-9
        ID 62 0 001/007/008/009/01017 7-13
        IE 353 0 00 7-10
        IL 972 0 00/01x 8-10
        IM 44 0 00 7,9-10
        IN 91 0 00 10-13
        IO 246 - 00 7
        IQ 964 0 00 8-10
        IR 98 0 00 10
        IS 354 - 00 7,9
        IT 39 - 00 6-12
        JE 44 0 00 7,9-10
        JM 1 1 011 10
        JO 962 0 00 8-9
        JP 81 0 010 9-10
        KE 254 0 000 7-10
        KG 996 0 00 9-10
        KH 855 0 001/007/008 8-9
        KI 686 - 00 5,8
        KM 269 - 00 7
        KN 1 1 011 10
        KP 850 0 00/99 6-8,10
        KR 82 0 001/002/005/006/008 8-11
        KW 965 - 00 7-8
        KY 1 1 011 10
        KZ 7 8 810 10
        LA 856 0 00 8-10
        LB 961 0 00 7-8
        LC 1 1 011 10
        LI 423 - 00 7,9
        LK 94 0 00 9
        LR 231 0 00 7-9
        LS 266 - 00 8
        LT 370 0/8 00 8
        LU 352 - 00 4-11
        LV 371 - 00 8
        LY 218 0 00 8-9
        MA 212 0 00 9
        MC 377 0 00 8-9
        MD 373 0 00 8
        ME 382 0 00 8-9
        MF 590 0 00 9
        MG 261 0 00 7,9
        MH 692 1 011/00 7
        MK 389 0 00 8
        ML 223 - 00 8
        MM 95 0 00 6-10
        MN 976 0 001/002 8,10
        MO 853 - 00 8
        MP 1 1 011 10
        MQ 596 0 00 9
        MR 222 - 00 8
        MS 1 1 011 10
        MT 356 - 00 8
        MU 230 - 00/020 7-8
        MV 960 - 00 7,10
        MW 265 0 00 7-9
        MX 52 01/044/045/1 00 10
        MY 60 0 00 8-10
        MZ 258 - 00 8-9
        NA 264 0 00 8-10
        NC 687 - 00 6
        NE 227 - 00 8
        NF 672 - 00 5-6
        NG 234 0 009 7-8,10-11
        NI 505 - 00 8
        NL 31 0 00 7-11
        NO 47 - 00 5,8
        NP 977 0 00 8-10
        NR 674 - 00 7
        NU 683 - 00 4,7
        NZ 64 0 00 8-10
        OM 968 - 00 7-9
        PA 507 - 00 7-8
        PE 51 0 00 8-9
        PF 689 - 00 6,8
        PG 675 - 00 7-8
        PH 63 0 00 8-10
        PK 92 0 00 8-12
        PL 48 - 00 9
        PM 508 0 00 6,9
        PN 64 0 00 8-10
        PR 1 1 011 10
        PS 970 0 00 8-9
        PT 351 - 00 9
        PW 680 - 011/00 7
        PY 595 0 00 6-9
        QA 974 - 00 7-8
        RE 262 0 00 9
        RO 40 0 00 9
        RS 381 0 00 6-10
        RU 7 8 810 10
        RW 250 0 00 8-9
        SA 966 0 00 9-10
        SB 677 - 00 5,7
        SC 248 - 00/010 7
        SD 249 0 00 9
        SE 46 0 00 6-10
        SG 65 - 001/002/008/013/018/019 8,10-11
        SH 290 - 00 4-5
        SI 386 0 00 5-8
        SJ 47 - 00 5,8
        SK 421 0 00 6-9
        SL 232 0 00 8
        SM 378 - 00 6,8-10
        SN 221 - 00 9
        SO 252 0 00 6-9
        SR 597 - 00 6-7
        SS 211 0 00 9
        ST 239 - 00 7
        SV 503 - 00 7-8,11
        SX 1 1 011 10
        SY 963 0 00 8-9
        SZ 268 - 00 8-9
        TC 1 1 011 10
        TD 235 - 00 8
        TF 262 0 00 9
        TG 228 - 00 8
        TH 66 0 001/004/005/006/007/008/009 8-10
        TJ 992 8 810 9
        TK 690 - 00 4-7
        TL 670 - 00 7-8
        TM 993 8 810 8
        TN 216 - 00 8
        TO 676 - 00 5,7
        TR 90 0 00 7,10
        TT 1 1 011 10
        TV 688 - 00 5-7
        TW 886 0 002/005/006/007/009 7-10
        TZ 255 0 000 9
        UA 380 0 00 9-10
        UG 256 0 000 9
        UM 1 1 011 10
        US 1 1 011 10
        UY 598 0 00 7-8
        UZ 998 8 00/810 9
        VA 39 - 00 6-12
        VC 1 1 011 10
        VE 58 0 00 10
        VG 1 1 011 10
        VI 1 1 011 10
        VN 84 0 00 7-10
        VU 678 - 00 5,7
        WF 681 - 00 6,9
        WS 685 - 0 5-7,10
        XK 383 0 00 8-9
        YE 967 0 00 7-9
        YT 262 0 00 9
        ZA 27 0 00 9
        ZM 260 0 00 9
        ZW 263 0 00 5-10
        - 247 - 00 5-6
        - 800 - 00 8
        - 808 - 00 8
        - 870 - 00 9
        - 878 - 00 12
        - 881 - 00 9-10
        - 882 - 00 7-12
        - 883 - 00 7-12
        - 888 - 00 11-12
        - 979 - 00 9
        """;

    private static readonly PhonePlan[] s_all =
        [.. Facts.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    private static readonly FrozenDictionary<string, PhonePlan> s_byCountry =
        s_all.Where(plan => plan.Country != "-").ToFrozenDictionary(plan => plan.Country, StringComparer.Ordinal);

    // Countries that share a calling code share its trunk prefix; a number may be of any of them, so the lengths are those of all.
    private static readonly FrozenDictionary<string, PhonePlan> s_byCallingCode = s_all
        .GroupBy(plan => plan.CallingCode, StringComparer.Ordinal)
        .ToFrozenDictionary(
            plans => plans.Key,
            plans => plans.First() with { Lengths = plans.Aggregate(0u, (lengths, plan) => lengths | plan.Lengths) },
            StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, PhonePlan>.AlternateLookup<ReadOnlySpan<char>> s_byDigits =
        s_byCallingCode.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every line of the table.</summary>
    public static IReadOnlyList<PhonePlan> All => s_all;

    /// <summary>The plan of an ISO 3166-1 alpha-2 code, or null.</summary>
    public static PhonePlan? OfCountry(string country) => s_byCountry.GetValueOrDefault(country);

    /// <summary>The plan of the calling code that the digits begin with, or null. No calling code begins with another.</summary>
    public static PhonePlan? OfDigits(ReadOnlySpan<char> digits)
    {
        for (var length = 1; length <= 3 && length < digits.Length; length++)
        {
            if (s_byDigits.TryGetValue(digits[..length], out var plan))
            {
                return plan;
            }
        }

        return null;
    }

    private static PhonePlan Read(string line)
    {
        var columns = line.Split(' ');
        return new PhonePlan(columns[0], columns[1], Alternatives(columns[2]), Alternatives(columns[3]), Lengths(columns[4]));
    }

    private static string[] Alternatives(string column) => column == "-" ? [] : column.Split('/');

    private static uint Lengths(string column)
    {
        var lengths = 0u;
        foreach (var range in column.Split(','))
        {
            var ends = range.Split('-');
            for (var length = Number(ends[0]); length <= Number(ends[^1]); length++)
            {
                lengths |= 1u << length;
            }
        }

        return lengths;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
