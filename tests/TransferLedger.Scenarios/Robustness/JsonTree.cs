using System.Text;
using System.Text.Json;

namespace TransferLedger.Scenarios.Robustness;

/// <summary>
/// JSON that may be wrong: members may stand twice, and names and values are raw text, so that nothing mends what a
/// mutation broke.
/// </summary>
internal sealed class JsonTree
{
    private JsonTree(string? raw, List<Member>? members, List<JsonTree>? elements) =>
        (Raw, Members, Elements) = (raw, members, elements);

    /// <summary>A string, number or word as it is written; null for objects and arrays.</summary>
    public string? Raw { get; private set; }

    public List<Member>? Members { get; private set; }

    public List<JsonTree>? Elements { get; private set; }

    public bool IsText => Raw is ['"', ..];

    public static JsonTree Of(string raw) => new(raw, members: null, elements: null);

    public static JsonTree Read(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => new(
                raw: null,
                [.. element.EnumerateObject().Select(m => new Member($"\"{m.Name}\"", Read(m.Value)))],
                elements: null
            ),
            JsonValueKind.Array => new(raw: null, members: null, [.. element.EnumerateArray().Select(Read)]),
            _ => Of(element.GetRawText()),
        };

    public JsonTree Copy() =>
        new(
            Raw,
            Members?.ConvertAll(m => m with { Value = m.Value.Copy() }),
            Elements?.ConvertAll(e => e.Copy())
        );

    public void Become(JsonTree other) =>
        (Raw, Members, Elements) = (other.Raw, other.Members, other.Elements);

    /// <summary>This tree and all below it.</summary>
    public IEnumerable<JsonTree> All() =>
        (Members?.Select(m => m.Value) ?? Elements ?? []).SelectMany(child => child.All()).Prepend(this);

    /// <summary>Sets a member of this object, in front.</summary>
    public void Set(string name, string raw)
    {
        Members!.RemoveAll(m => m.Name == $"\"{name}\"");
        Members.Insert(0, new Member($"\"{name}\"", Of(raw)));
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        if (Raw is not null)
        {
            text.Append(Raw);
            return;
        }

        text.Append(Members is null ? '[' : '{');
        var first = true;
        foreach (var (name, value) in Members ?? Elements!.ConvertAll(e => new Member("", e)))
        {
            text.Append(first ? "" : ",").Append(name).Append(name.Length > 0 ? ":" : "");
            value.Write(text);
            first = false;
        }

        text.Append(Members is null ? ']' : '}');
    }

    /// <param name="Name">With its quotation marks.</param>
    internal sealed record Member(string Name, JsonTree Value);
}
