using System.Collections.Frozen;

namespace TransferLedger.Core.Parties;

/// <summary>ISO 3166-1 alpha-2: the officially assigned codes and their short English names.</summary>
internal static class Countries
{
    private const string Table = """
        AD Andorra|AE United Arab Emirates|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania|AM Armenia|AO Angola
        AQ Antarctica|AR Argentina|AS American Samoa|AT Austria|AU Australia|AW Aruba|AX Åland Islands|AZ Azerbaijan
        BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi
        BJ Benin|BL Saint Barthélemy|BM Bermuda|BN Brunei|BO Bolivia|BQ Bonaire, Sint Eustatius and Saba|BR Brazil|BS Bahamas
        BT Bhutan|BV Bouvet Island|BW Botswana|BY Belarus|BZ Belize|CA Canada|CC Cocos Islands|CD Congo, Democratic Republic
        CF Central African Republic|CG Congo|CH Switzerland|CI Côte d'Ivoire|CK Cook Islands|CL Chile|CM Cameroon|CN China
        CO Colombia|CR Costa Rica|CU Cuba|CV Cabo Verde|CW Curaçao|CX Christmas Island|CY Cyprus|CZ Czechia|DE Germany
        DJ Djibouti|DK Denmark|DM Dominica|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|EH Western Sahara
        ER Eritrea|ES Spain|ET Ethiopia|FI Finland|FJ Fiji|FK Falkland Islands|FM Micronesia|FO Faroe Islands|FR France|GA Gabon
        GB United Kingdom|GD Grenada|GE Georgia|GF French Guiana|GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia
        GN Guinea|GP Guadeloupe|GQ Equatorial Guinea|GR Greece|GS South Georgia|GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana
        HK Hong Kong|HM Heard Island|HN Honduras|HR Croatia|HT Haiti|HU Hungary|ID Indonesia|IE Ireland|IL Israel|IM Isle of Man
        IN India|IO British Indian Ocean Territory|IQ Iraq|IR Iran|IS Iceland|IT Italy|JE Jersey|JM Jamaica|JO Jordan|JP Japan
        KE Kenya|KG Kyrgyzstan|KH Cambodia|KI Kiribati|KM Comoros|KN Saint Kitts and Nevis|KP North Korea|KR South Korea|KW Kuwait
        KY Cayman Islands|KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho
        LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova|ME Montenegro|MF Saint Martin
        MG Madagascar|MH Marshall Islands|MK North Macedonia|ML Mali|MM Myanmar|MN Mongolia|MO Macao|MP Northern Mariana Islands
        MQ Martinique|MR Mauritania|MS Montserrat|MT Malta|MU Mauritius|MV Maldives|MW Malawi|MX Mexico|MY Malaysia|MZ Mozambique
        NA Namibia|NC New Caledonia|NE Niger|NF Norfolk Island|NG Nigeria|NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NR Nauru
        NU Niue|NZ New Zealand|OM Oman|PA Panama|PE Peru|PF French Polynesia|PG Papua New Guinea|PH Philippines|PK Pakistan
        PL Poland|PM Saint Pierre and Miquelon|PN Pitcairn|PR Puerto Rico|PS Palestine|PT Portugal|PW Palau|PY Paraguay|QA Qatar
        RE Réunion|RO Romania|RS Serbia|RU Russia|RW Rwanda|SA Saudi Arabia|SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden
        SG Singapore|SH Saint Helena|SI Slovenia|SJ Svalbard and Jan Mayen|SK Slovakia|SL Sierra Leone|SM San Marino|SN Senegal
        SO Somalia|SR Suriname|SS South Sudan|ST São Tomé and Príncipe|SV El Salvador|SX Sint Maarten|SY Syria|SZ Eswatini
        TC Turks and Caicos Islands|TD Chad|TF French Southern Territories|TG Togo|TH Thailand|TJ Tajikistan|TK Tokelau
        TL Timor-Leste|TM Turkmenistan|TN Tunisia|TO Tonga|TR Türkiye|TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania
        UA Ukraine|UG Uganda|UM United States Minor Outlying Islands|US United States|UY Uruguay|UZ Uzbekistan|VA Holy See
        VC Saint Vincent and the Grenadines|VE Venezuela|VG Virgin Islands, British|VI Virgin Islands, U.S.|VN Vietnam|VU Vanuatu
        WF Wallis and Futuna|WS Samoa|YE Yemen|YT Mayotte|ZA South Africa|ZM Zambia|ZW Zimbabwe
        """;

    private static readonly FrozenDictionary<string, string> ByCode = Table
        .Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenDictionary(row => row[..2], row => row[3..], StringComparer.Ordinal);

    public static bool Has(string code) => ByCode.ContainsKey(code);

    /// <summary>The code itself where it is no country's: <c>EU</c> may stand before a party's name.</summary>
    public static string NameOf(string code) => ByCode.GetValueOrDefault(code, code);

    /// <summary>What reports write instead of a code.</summary>
    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["UK"] = "United Kingdom",
        ["GBR"] = "United Kingdom",
        ["USA"] = "United States",
        ["RUS"] = "Russia",
        ["UKR"] = "Ukraine",
        ["PRK"] = "North Korea",
        ["DPRK"] = "North Korea",
        ["KOR"] = "South Korea",
        ["ROK"] = "South Korea",
        ["IRN"] = "Iran",
        ["CHN"] = "China",
        ["UAE"] = "United Arab Emirates",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>"KR (South Korea)" for each code or name near <paramref name="word"/>, as one sentence.</summary>
    public static string Suggest(string word)
    {
        var upper = word.ToUpperInvariant();
        word = OtherNames.GetValueOrDefault(upper, word);
        var byName = ByCode.FirstOrDefault(c =>
            string.Equals(c.Value, word, StringComparison.OrdinalIgnoreCase)
        );
        if (byName.Key is { } named || (Has(upper) && (named = upper) is not null))
        {
            return $"Did you mean {named} ({ByCode[named]})?";
        }

        var near =
            word.Length <= 3
                ? Faults.Nearest.To(upper, ByCode.Keys)
                : Faults
                    .Nearest.To(word, ByCode.Values)
                    .Select(n => ByCode.First(c => c.Value == n).Key)
                    .ToList();
        return near.Count == 0
            ? "Use an ISO 3166-1 alpha-2 code such as KP, EU for the European Union, or XX where it is unknown."
            : $"Did you mean {string.Join(" or ", near.Select(code => $"{code} ({ByCode[code]})"))}?";
    }
}
