namespace EmotionAI.Cli.Evaluating;

/// <summary>Names what thresholds can be fitted for.</summary>
internal enum CalibrationObjectiveKind
{
    MacroF1,
    MicroF1,
    Precision,
}
