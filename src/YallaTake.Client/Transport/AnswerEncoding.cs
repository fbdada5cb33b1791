using System.Text;

namespace YallaTake.Client.Transport;

/// <summary>
/// How the bytes of an answer spell its text: in UTF-8, as JSON is written, and whatever is not UTF-8 in the charset that its head names.
/// UTF-8 comes first, because servers name one charset for all that they serve, whatever their scripts write.
/// </summary>
internal static class AnswerEncoding
{
    private static readonly char[] Quotes = ['"', '\''];

    /// <param name="charset">The charset of the Content-Type header; null when there is none.</param>
    public static Encoding Of(string? charset) => Declared(charset?.Trim(Quotes)) is { } declared
        ? Encoding.GetEncoding(Encoding.UTF8.WebName, EncoderFallback.ReplacementFallback, new OtherBytes(declared))
        : Encoding.UTF8;

    // Panels write cp1251, which is registered as x-cp1251.
    private static Encoding? Declared(string? charset) => charset is null ? null : Find(charset) ?? Find("x-" + charset);

    // Null for what is not known, and for what has letters of several bytes: which of them are UTF-8 after all cannot be told.
    private static Encoding? Find(string charset)
    {
        try
        {
#if NET
            var found = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
#else
            var found = Encoding.GetEncoding(charset);
#endif
            return found.IsSingleByte && found.WebName != Encoding.ASCII.WebName ? found : null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Reads the bytes that are not UTF-8 in another encoding.</summary>
    private sealed class OtherBytes(Encoding encoding) : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(encoding);
    }

    private sealed class Buffer(Encoding encoding) : DecoderFallbackBuffer
    {
        private string _letters = string.Empty;
        private int _at;

        public override int Remaining => _letters.Length - _at;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (_letters, _at) = (encoding.GetString(bytesUnknown), 0);
            return Remaining > 0;
        }

        public override char GetNextChar() => Remaining > 0 ? _letters[_at++] : '\0';

        public override bool MovePrevious()
        {
            if (_at == 0)
                return false;
            _at--;
            return true;
        }

        public override void Reset() => (_letters, _at) = (string.Empty, 0);
    }
}
