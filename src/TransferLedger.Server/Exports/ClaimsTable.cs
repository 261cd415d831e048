using System.Collections.Immutable;
using System.Text.Json;
using TransferLedger.Core.Events;
using TransferLedger.Core.Figures;
using TransferLedger.Core.Parties;
using TransferLedger.Core.Quantities;
using TransferLedger.Core.Time;
using TransferLedger.Server.Api;
using static TransferLedger.Server.Exports.Column;

namespace TransferLedger.Server.Exports;

/// <summary>Every claim as it stood on the day, corrections put in.</summary>
internal static class ClaimsTable
{
    public static readonly ExportTable<ClaimState> Table = new(
        "claims",
        "One row is one claim of one report: what one publisher says that one claimant said, as it stands on the day asOf. "
            + "In the order in which they were recorded.",
        ["claim"],
        [.. Origin(), .. Claimants(), .. Days(), .. Subject(), .. Numbers(), .. Others()],
        [
            Object<ClaimState>(
                "data",
                "The claim as it is stored, corrections put in: with routes, contents and whatever has no column of its own.",
                row => JsonSerializer.SerializeToElement(row.Claim, row.Claim.GetType(), EventJson.Options)
            ),
        ],
        (ledger, asOf, cancellation) => ledger.EveryClaim(asOf, cancellation)
    );

    private static ImmutableArray<Column<ClaimState>> Origin() =>
        [
            Text<ClaimState>(
                "claim",
                "Id of the claim: its report and its number there.",
                row => row.Claim.Id.ToString()
            ),
            Text<ClaimState>("report", "Id of the report.", row => row.Claim.Id.Report.Text),
            Whole<ClaimState>("position", "Of its entry in the log, from 0.", row => row.Position.Value),
            Instant<ClaimState>("recordedAt", "When its entry was recorded (UTC).", row => row.RecordedAt),
            Whole<ClaimState>(
                "latest",
                "Position of the last entry about it: its own, or of what happened to it later.",
                row => row.Latest.Value
            ),
            Text<ClaimState>("publisher", "Who published the report.", row => row.Claim.Publisher),
            Text<ClaimState>("published", "When, as EDTF.", row => row.Claim.Published.Text),
            Text<ClaimState>(
                "type",
                "Type of claim, such as containers-reported.",
                row => ClaimBody.TypeOf(row.Claim)
            ),
            Text<ClaimState>("corridor", "From whom to whom: KP-RU.", row => row.Claim.Corridor.ToString()),
            List<ClaimState>(
                "through",
                "Third parties that the goods passed through, in order.",
                row => row.Claim.Through?.Select(party => party.Code)
            ),
            Text<ClaimState>(
                "figure",
                "The figure that it feeds; empty: none.",
                row => row.Figure?.ToString()
            ),
            Text<ClaimState>(
                "perspective",
                "Whose claims it is read together with.",
                row => row.Claim.Perspective.Id
            ),
        ];

    private static ImmutableArray<Column<ClaimState>> Claimants() =>
        [
            Text<ClaimState>(
                "claimant",
                "Id of who said it; empty: nobody is named.",
                row => row.Claim.Claimant?.Id
            ),
            Word<ClaimState, ClaimantKind>(
                "claimantKind",
                "What the claimant is.",
                row => row.Claim.Claimant?.Kind
            ),
            Text<ClaimState>("claimantName", "As the report names them.", row => row.Claim.Claimant?.Name),
            Text<ClaimState>("claimantOffice", "Their office.", row => row.Claim.Claimant?.Office),
            Text<ClaimState>(
                "claimantOrganisation",
                "Their organisation.",
                row => row.Claim.Claimant?.Organisation
            ),
            Text<ClaimState>(
                "claimantCode",
                "The organisation's usual short name.",
                row => row.Claim.Claimant?.Code
            ),
            Text<ClaimState>(
                "claimantCountry",
                "The party that they speak for: an ISO 3166-1 code, EU, XX or such as SD:RSF.",
                row => row.Claim.Claimant?.Country?.Code
            ),
            List<ClaimState>(
                "claimantMembers",
                "Perspectives of the members of a joint body.",
                row => row.Claim.Claimant?.Members
            ),
            List<ClaimState>(
                "via",
                "Through whom it came, nearest the claimant first; []: heard directly; empty: not known.",
                row => row.Claim.Via
            ),
            Text<ClaimState>(
                "statement",
                "Id of the statement that appears here; empty: one of its own.",
                row => row.Claim.Statement
            ),
        ];

    private static ImmutableArray<Column<ClaimState>> Days() =>
        [
            Text<ClaimState>("stated", "When it was stated, as EDTF.", row => row.Claim.Stated?.Text),
            Text<ClaimState>(
                "disclosed",
                "When a statement made earlier became public, as EDTF.",
                row => row.Claim.Disclosed?.Text
            ),
            Day<ClaimState>("said", "The day on which it counts as said.", row => row.Said),
            Day<ClaimState>(
                "since",
                "The day from which it stands like this: said, corrected by its publisher, or withdrawn.",
                row => row.Since
            ),
            Truth<ClaimState>("withdrawn", "Its claimant has taken it back.", row => row.Withdrawn),
            Truth<ClaimState>(
                "withdrawalReported",
                "Another than its claimant says that it is withdrawn, which takes nothing out of force.",
                row => row.WithdrawalReported
            ),
            Word<ClaimState, Modality>("modality", "How the claimant said it.", row => row.Claim.Modality),
            Text<ClaimState>(
                "reliability",
                "Admiralty grade of the source, A (best) to F.",
                row => row.Claim.Grade?.Reliability.ToString()
            ),
            Whole<ClaimState>(
                "credibility",
                "Admiralty grade of the information, 1 (best) to 6.",
                row => row.Claim.Grade?.Credibility
            ),
            Text<ClaimState>(
                "respondsTo",
                "Id of the claim or statement that it answers.",
                row => row.Claim.RespondsTo
            ),
            Text<ClaimState>(
                "repeats",
                "Statement of another claimant that it merely repeats.",
                row => row.Claim.Repeats
            ),
            Text<ClaimState>(
                "inReturnFor",
                "The corridor of what was given in return.",
                row => row.Claim.InReturnFor?.ToString()
            ),
        ];

    private static ImmutableArray<Column<ClaimState>> Subject() =>
        [
            Text<ClaimState>("item", "What kind of goods.", row => ItemOf(row.Claim)?.Slug),
            Word<ClaimState, Stage>(
                "stage",
                "Where the goods are on their way; empty: not said, which counts as moved.",
                row => (row.Claim as ICounted)?.Stage
            ),
            Text<ClaimState>(
                "coverage",
                "The time that it is about, as EDTF: the period of a number, or when something was observed.",
                row => CoverageOf(row.Claim)?.Text
            ),
            Day<ClaimState>(
                "periodFrom",
                "First day of the coverage as written; empty: open, unknown or not said.",
                row => CoverageOf(row.Claim)?.Earliest
            ),
            Day<ClaimState>(
                "periodTo",
                "Last day of the coverage as written; empty: open, unknown or not said.",
                row => CoverageOf(row.Claim)?.Latest
            ),
        ];

    private static ImmutableArray<Column<ClaimState>> Numbers() =>
        [
            Text<ClaimState>("words", "The quantity as it was said.", row => QuantityOf(row)?.Words),
            Whole<ClaimState>("point", "The one number that was said.", row => ReadingOf(row)?.Point),
            Whole<ClaimState>("low", "The lower number that was said.", row => ReadingOf(row)?.Low),
            Truth<ClaimState>(
                "lowExclusive",
                "More than, not at least.",
                row => ReadingOf(row)?.LowExclusive
            ),
            Whole<ClaimState>("high", "The upper number that was said.", row => ReadingOf(row)?.High),
            Truth<ClaimState>(
                "highExclusive",
                "Fewer than, not at most.",
                row => ReadingOf(row)?.HighExclusive
            ),
            Truth<ClaimState>("approximate", "About so many.", row => ReadingOf(row)?.Approximate),
            Truth<ClaimState>(
                "vague",
                "A floor that nobody counted: thousands.",
                row => ReadingOf(row)?.Vague
            ),
            Truth<ClaimState>("exact", "Exactly so many.", row => ReadingOf(row)?.Exact),
            Text<ClaimState>("unit", "What is counted.", row => QuantityOf(row)?.Unit.Name),
            Text<ClaimState>(
                "per",
                "What the number is for: total, or each container, month or the like.",
                row => QuantityOf(row)?.Per.Name
            ),
            Number<ClaimState>("share", "A part of a whole, in percent.", row => ShareOf(row.Claim)?.Percent),
            Text<ClaimState>(
                "shareOf",
                "What the whole is.",
                row => (row.Claim as QualityAssessed)?.Of ?? (row.Claim as ShareReported)?.Of
            ),
        ];

    private static ImmutableArray<Column<ClaimState>> Others() =>
        [
            Text<ClaimState>(
                "contents",
                "What containers are said to hold.",
                row => (row.Claim as ContainersReported)?.Contents?.Item.Slug
            ),
            Word<ClaimState, Certainty>(
                "contentsCertainty",
                "How surely.",
                row => (row.Claim as ContainersReported)?.Contents?.Certainty
            ),
            Text<ClaimState>(
                "alternative",
                "Claims of one report with the same word here are alternatives of each other.",
                row => (row.Claim as MunitionsCapacityEstimated)?.Alternative
            ),
            List<ClaimState>(
                "denialForms",
                "How something is denied.",
                row => (row.Claim as DenialIssued)?.Forms.Select(form => (object)Core.Values.Kebab.Of(form))
            ),
            List<ClaimState>(
                "denialTargets",
                "What is denied: a corridor, a figure, a claim or a statement each.",
                row => (row.Claim as DenialIssued)?.Targets
            ),
            Text<ClaimState>(
                "what",
                "What was looked for, produced, assessed or shown, in the ledger's own words.",
                row => WhatOf(row.Claim)
            ),
            Text<ClaimState>(
                "summary",
                "What is claimed, in the ledger's own words.",
                row => row.Claim.Summary
            ),
            Text<ClaimState>(
                "excerpt",
                "Where under the ledger's address its quote can be read; no export holds a quote.",
                row =>
                    row.Claim.Quote is null ? null : $"/excerpts/{row.Claim.Id.Report}/{row.Claim.Id.Number}"
            ),
        ];

    private static Core.Items.Item? ItemOf(Claim claim) =>
        claim switch
        {
            MunitionsCapacityEstimated capacity => capacity.Item,
            ItemsReported items => items.Item,
            QualityAssessed quality => quality.Item,
            ShareReported share => share.Item,
            DenialIssued denial => denial.Item,
            AbsenceObserved absence => absence.Item,
            ProductionObserved production => production.Item,
            _ => null,
        };

    private static Edtf? CoverageOf(Claim claim) =>
        claim switch
        {
            ICounted counted => counted.Coverage,
            QualityAssessed quality => quality.Coverage,
            ShareReported share => share.Coverage,
            DenialIssued denial => denial.Coverage,
            AbsenceObserved absence => absence.Observed,
            ProductionObserved production => production.Observed,
            _ => null,
        };

    private static Quantity? QuantityOf(ClaimState row) => (row.Claim as ICounted)?.Quantity;

    private static Reading? ReadingOf(ClaimState row) => QuantityOf(row)?.Reading;

    private static Share? ShareOf(Claim claim) =>
        claim switch
        {
            QualityAssessed quality => quality.Share,
            ShareReported share => share.Share,
            ProductionObserved production => production.Utilisation,
            _ => null,
        };

    private static string? WhatOf(Claim claim) =>
        claim switch
        {
            AbsenceObserved absence => absence.What,
            ProductionObserved production => production.What,
            QualityAssessed quality => quality.Assessment,
            EvidenceCited evidence => evidence.What,
            _ => null,
        };
}
