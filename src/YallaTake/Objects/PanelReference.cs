namespace YallaTake;

/// <summary>What <c>-Panel</c> takes: a panel, or the name of one that is connected in this runspace.</summary>
public sealed class PanelReference
{
    /// <summary>Refers to a connected panel by name.</summary>
    public PanelReference(string name) => Name = name;

    /// <summary>Refers to a panel from wherever it was connected.</summary>
    public PanelReference(Panel panel) => (Panel, Name) = (panel, panel.Name);

    /// <summary>The panel's name.</summary>
    public string Name { get; }

    /// <summary>The panel that was given itself; null when its name was.</summary>
    internal Panel? Panel { get; }

    /// <summary>Why it refers to no panel; null when it may.</summary>
    internal YallaTakeException? Problem { get; private init; }

    /// <summary>Whether it refers to a registered panel, which may be connected or not.</summary>
    internal bool IsProfile { get; private init; }

    /// <summary>Whether it refers to nothing: the blank cell of a row.</summary>
    internal bool IsBlank => string.IsNullOrWhiteSpace(Name);

    /// <summary>What was given and cannot be a panel here.</summary>
    internal static PanelReference Refused(string what, string advice) =>
        new("(none)") { Problem = new YallaTakeException(ErrorId.FieldInvalid, $"{what} Nothing was sent. {advice}") };

    /// <summary>Refers to the panel of a profile, as soon as it is connected.</summary>
    internal static PanelReference Registered(string name) => new(name) { IsProfile = true };

    /// <summary>The panel's name.</summary>
    public override string ToString() => Name;
}
