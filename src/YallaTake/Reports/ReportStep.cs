namespace YallaTake.Reports;

/// <summary>How much time one bar of a chart covers.</summary>
internal enum ReportStep
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A week from Monday on.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,
}
