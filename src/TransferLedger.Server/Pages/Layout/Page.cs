using Microsoft.AspNetCore.Components;

namespace TransferLedger.Server.Pages.Layout;

/// <summary>A page before it is written.</summary>
/// <param name="Title">Of the window; the ledger's name comes behind it.</param>
/// <param name="View">What changes with the moment that the reader looks at; <c>?part=view</c> answers it alone.</param>
public sealed record Page(string Title, RenderFragment View)
{
    private static readonly string ModelParameter = nameof(View<>.Model);

    /// <summary>What stays while the moment changes: headings, the form for it.</summary>
    public RenderFragment? Above { get; init; }

    /// <summary>All of the page between its head and its foot.</summary>
    public RenderFragment Body => Whole ?? Frame;

    /// <summary>The body, where it was written before; null: it is what stands above, and the view.</summary>
    public RenderFragment? Whole { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Which new entries the page tells its reader of; null: none.</summary>
    public LiveEntries? Live { get; init; }

    /// <summary>The words in the search field.</summary>
    public string? Searched { get; init; }

    /// <summary>A component that shows one thing.</summary>
    public static RenderFragment Show<TView, TModel>(TModel model)
        where TView : View<TModel> =>
        builder =>
        {
            builder.OpenComponent<TView>(0);
            builder.AddComponentParameter(1, ModelParameter, model);
            builder.CloseComponent();
        };

    private void Frame(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        builder.AddContent(0, Above);
        builder.OpenElement(1, "div");
        builder.AddAttribute(2, "id", "view");
        builder.AddContent(3, View);
        builder.CloseElement();
    }

    internal IResult ToResult() => new PageResult(this);
}

/// <summary>Entries that come in while a page is open.</summary>
/// <param name="From">Place of the feed that the page knows already.</param>
/// <param name="Stream">Address of their stream.</param>
/// <param name="Figure">The figure that the page is about; null: none.</param>
public sealed record LiveEntries(string From, string Stream, string? Figure);

/// <summary>A component that shows one thing.</summary>
public abstract class View<TModel> : ComponentBase
{
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }
}
