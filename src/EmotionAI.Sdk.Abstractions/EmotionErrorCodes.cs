namespace EmotionAI;

/// <summary>Lists the stable codes of <see cref="EmotionAIException.Code"/>.</summary>
public static class EmotionErrorCodes
{
    /// <summary>A file or folder is not there.</summary>
    public const string FileMissing = "file-missing";

    /// <summary>A file cannot be opened or read.</summary>
    public const string FileUnreadable = "file-unreadable";

    /// <summary>A file or folder cannot be written; what was there before is there still.</summary>
    public const string FileUnwritable = "file-unwritable";

    /// <summary>A file ends before what it announces.</summary>
    public const string FileTruncated = "file-truncated";

    /// <summary>A file breaks the rules of its format.</summary>
    public const string FormatInvalid = "format-invalid";

    /// <summary>A file is of a format, or uses a feature of it, that is not supported.</summary>
    public const string FormatUnsupported = "format-unsupported";

    /// <summary>Something is larger, deeper or more than <c>EmotionLimits</c> allows.</summary>
    public const string LimitExceeded = "limit-exceeded";

    /// <summary>A path in a file leads outside the model folder.</summary>
    public const string PathOutside = "path-outside";

    /// <summary>A file asks for code to be run; nothing was run.</summary>
    public const string CodeRefused = "code-refused";

    /// <summary>A model folder has one fault or more.</summary>
    public const string BundleInvalid = "bundle-invalid";

    /// <summary>No model is configured and the package of the default model is not referenced.</summary>
    public const string ModelNotFound = "model-not-found";

    /// <summary>The model failed while it ran.</summary>
    public const string InferenceFailed = "inference-failed";

    /// <summary>A queue, a database or a cluster that was named does not answer.</summary>
    public const string ServiceUnavailable = "service-unavailable";

    /// <summary>An input is not one that the model can read.</summary>
    public const string InputInvalid = "input-invalid";

    /// <summary>A setting in code or in an environment variable has a value that is not allowed.</summary>
    public const string SettingInvalid = "setting-invalid";

    /// <summary>So many inputs wait already that this one is refused; it was not looked at, and may be sent again in a moment.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The time that a call may take is over.</summary>
    public const string DeadlineExceeded = "deadline-exceeded";
}
