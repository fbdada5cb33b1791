namespace YallaTake;

/// <summary>What a panel does with the client's own id of an order, which every order of the connection carries.</summary>
internal enum PanelField
{
    /// <summary>The connection sends none.</summary>
    None,

    /// <summary>It sells every order anew.</summary>
    Ignored,

    /// <summary>It gives the same order back, as long as the window lasts.</summary>
    Honored,
}
