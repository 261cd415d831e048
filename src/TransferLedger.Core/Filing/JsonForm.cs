using System.Text.Json;
using TransferLedger.Core.Faults;
using TransferLedger.Core.Values;

namespace TransferLedger.Core.Filing;

/// <summary>
/// Reads one JSON object member by member and collects every fault on the way, each with its JSON pointer. Members that
/// nobody asked for are faults as well, named together with the nearest known one.
/// </summary>
internal sealed class JsonForm
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly List<string> asked = [];
    private readonly List<Fault> faults;
    private readonly bool isObject;

    public JsonForm(JsonElement element, string place, List<Fault> faults)
    {
        (Place, this.faults) = (place, faults);
        isObject = element.ValueKind == JsonValueKind.Object;
        if (!isObject)
        {
            Refuse("", "json.not-an-object", "An object is expected here.");
            return;
        }

        IsObject = true;
        foreach (var member in element.EnumerateObject())
        {
            // An escaped lone surrogate in a name cannot be turned into a string; it is no name of ours either.
            if (!TryName(member, out var name))
            {
                Refuse("", "text.not-unicode", "A member's name holds half of a surrogate pair.");
            }
            else if (!members.TryAdd(name, member.Value))
            {
                Refuse(
                    name,
                    "json.duplicate-key",
                    $"{Quote.Of(name)} stands twice in this object. Keep one of them."
                );
            }
        }
    }

    /// <summary>JSON pointer of this object.</summary>
    public string Place { get; }

    /// <summary>False: that has been refused, and what is missing in it is not refused as well.</summary>
    public bool IsObject { get; }

    public bool Has(string name) => Member(name) is not null;

    /// <summary>Text of 1 to <paramref name="longest"/> characters; null where the member is missing or refused.</summary>
    public string? Text(string name, int longest, bool required = false)
    {
        if (Required(name, required) is not { } member)
        {
            return null;
        }

        return Words(name, member, longest);
    }

    /// <summary>Text that something is called by: its slug becomes an id, so that it has a letter or digit.</summary>
    public string? Name(string name, int longest, bool required = false) =>
        Text(name, longest, required) is { } text && IsName(name, text) ? text : null;

    /// <summary>The names of an array; null where the member is missing.</summary>
    public List<string>? Names(string name, int most, int longest) =>
        Elements(name, most, required: false)
            ?.Select(e => Words(e.Name, e.Element, longest) is { } text && IsName(e.Name, text) ? text : null)
            .OfType<string>()
            .ToList();

    /// <summary>A value with a textual form, read through its own door.</summary>
    public T? Value<T>(string name, bool required = false)
        where T : class, IFromText<T> =>
        Text(name, LongestValue, required) is { } text ? Take(name, T.Read(text)) : null;

    /// <summary>A member of an enumeration in kebab case.</summary>
    public T? Word<T>(string name, bool required = false)
        where T : struct, Enum =>
        Text(name, LongestValue, required) is { } text ? TakeWord<T>(name, text) : null;

    public long? WholeNumber(string name, bool required = false)
    {
        if (Required(name, required) is not { } member)
        {
            return null;
        }

        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number))
        {
            return number;
        }

        Refuse(
            name,
            "number.not-whole",
            "A whole number is expected here, without quotation marks, separators or fraction."
        );
        return null;
    }

    public bool? Truth(string name)
    {
        if (Required(name, required: false) is not { } member)
        {
            return null;
        }

        if (member.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return member.GetBoolean();
        }

        Refuse(name, "json.not-a-truth-value", "true or false is expected here.");
        return null;
    }

    public JsonForm? Object(string name, bool required = false) =>
        Required(name, required) is { } member ? new JsonForm(member, At(name), faults) : null;

    /// <summary>The objects of an array; null where the member is missing.</summary>
    public List<JsonForm>? Objects(string name, int most, bool required = false) =>
        Elements(name, most, required)?.Select(e => new JsonForm(e.Element, e.Place, faults)).ToList();

    /// <summary>The texts of an array; null where the member is missing.</summary>
    public List<string>? Texts(string name, int most, int longest, bool required = false) =>
        Elements(name, most, required)
            ?.Select(e => Words(e.Name, e.Element, longest))
            .OfType<string>()
            .ToList();

    public List<T>? Values<T>(string name, int most)
        where T : class, IFromText<T> =>
        Elements(name, most, required: false)
            ?.Select(e =>
                Words(e.Name, e.Element, LongestValue) is { } text ? Take(e.Name, T.Read(text)) : null
            )
            .OfType<T>()
            .ToList();

    public List<T>? ArrayOfWords<T>(string name, int most, bool required = false)
        where T : struct, Enum =>
        Elements(name, most, required)
            ?.Select(e =>
                Words(e.Name, e.Element, LongestValue) is { } text ? TakeWord<T>(e.Name, text) : null
            )
            .OfType<T>()
            .ToList();

    public List<int>? WholeNumbers(string name, int most)
    {
        var read = new List<int>();
        foreach (var (element, _, at) in Elements(name, most, required: false) ?? [])
        {
            if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number))
            {
                read.Add(number);
            }
            else
            {
                Refuse(at, "number.not-whole", "A whole number is expected here.");
            }
        }

        return Has(name) ? read : null;
    }

    /// <summary>The member as text if it is text, else as an object; null where it is missing.</summary>
    public (string? Text, JsonForm? Object)? TextOrObject(string name, int longest, bool required = false) =>
        Required(name, required) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } member => Words(name, member, longest) is { } text
                ? (text, null)
                : null,
            { ValueKind: JsonValueKind.Object } member => (null, new JsonForm(member, At(name), faults)),
            _ => Neither(name),
        };

    private (string? Text, JsonForm? Object)? Neither(string name)
    {
        Refuse(name, "json.not-text-or-object", "Words in quotation marks are expected here, or an object.");
        return null;
    }

    /// <summary>The value of an outcome, or its faults put where <paramref name="name"/> stands.</summary>
    public T? Take<T>(string name, Outcome<T> outcome)
        where T : notnull
    {
        if (outcome.IsOk)
        {
            return outcome.Value;
        }

        faults.AddRange(outcome.Faults.Select(f => f.Under(At(name))));
        return default;
    }

    // Of a word that is refused nothing may be left: the default of an enumeration is a word like any other.
    private T? TakeWord<T>(string name, string text)
        where T : struct, Enum
    {
        var word = Kebab.Read<T>(text);
        Take(name, word);
        return word.IsOk ? word.Value : null;
    }

    /// <summary>Nothing of this object was refused so far.</summary>
    public bool Sound { get; private set; } = true;

    public void Refuse(string name, string code, string says)
    {
        Sound = false;
        faults.Add(new Fault(At(name), code, says));
    }

    /// <summary>Refuses the members that nobody asked for. Call it last.</summary>
    public void Done()
    {
        foreach (var name in members.Keys.Except(asked, StringComparer.Ordinal))
        {
            var suggestion = Nearest.Suggest(name, asked, $"Known here: {string.Join(", ", asked)}.");
            Refuse(name, "json.unknown-member", $"{Quote.Of(name)} is not known here. {suggestion}");
        }
    }

    private const int LongestValue = 200;

    private List<(JsonElement Element, string Place, string Name)>? Elements(
        string name,
        int most,
        bool required
    )
    {
        if (Required(name, required) is not { } member)
        {
            return null;
        }

        if (member.ValueKind != JsonValueKind.Array)
        {
            Refuse(name, "json.not-an-array", "An array is expected here.");
            return null;
        }

        if (member.GetArrayLength() > most)
        {
            Refuse(name, "list.too-long", $"At most {most} stand here; there are {member.GetArrayLength()}.");
            return null;
        }

        return member.EnumerateArray().Select((e, i) => (e, At($"{name}/{i}"), $"{name}/{i}")).ToList();
    }

    private JsonElement? Required(string name, bool required)
    {
        var member = Member(name);
        if (member is null && required && isObject)
        {
            Refuse(name, "member.missing", $"{name} is missing.");
        }

        return member;
    }

    private JsonElement? Member(string name)
    {
        if (!asked.Contains(name, StringComparer.Ordinal))
        {
            asked.Add(name);
        }

        return members.TryGetValue(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;
    }

    private string? Words(string name, JsonElement member, int longest)
    {
        if (member.ValueKind != JsonValueKind.String)
        {
            Refuse(name, "json.not-text", "Text is expected here, in quotation marks.");
            return null;
        }

        if (!TryText(member, out var text))
        {
            Refuse(
                name,
                "text.not-unicode",
                "The text holds half of a surrogate pair. Send well-formed Unicode."
            );
        }
        else if (text.Contains('\0', StringComparison.Ordinal))
        {
            Refuse(name, "text.nul", "The text holds U+0000. Take it out.");
        }
        else if (string.IsNullOrWhiteSpace(text))
        {
            Refuse(
                name,
                "text.empty",
                "The text is empty. Leave the member out where there is nothing to say."
            );
        }
        else if (text.Length > longest)
        {
            Refuse(
                name,
                "text.too-long",
                $"The text has {text.Length:N0} characters; at most {longest:N0} fit here."
            );
        }
        else
        {
            return text;
        }

        return null;
    }

    private bool IsName(string name, string text)
    {
        if (Slug.Of(text).Length > 0)
        {
            return true;
        }

        Refuse(
            name,
            "text.nameless",
            $"{Quote.Of(text)} has no letter or digit to be called by. Write a name."
        );
        return false;
    }

    private static bool TryText(JsonElement member, out string text)
    {
        try
        {
            text = member.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    private static bool TryName(JsonProperty member, out string name)
    {
        try
        {
            name = member.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = "";
            return false;
        }
    }

    private string At(string name) => name.Length == 0 ? Place : $"{Place}/{Escape(name)}";

    // What comes from outside may hold the pointer's own signs; the way into an array ("legs/0") is ours.
    private string Escape(string name) =>
        members.ContainsKey(name)
            ? name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            : name;
}
