using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace YallaTake.Client.Answers;

/// <summary>Words of a refusal that sound as if something went wrong on the way, perhaps after the order was placed.</summary>
internal static class AccidentWords
{
    private static readonly string[] Words =
    [
        // The order may be there.
        "already", "duplicat", "active order", "same order", "existing", "in progress", "being processed", "is processing", "queue",
        "placed", "success", "may have", "might have", "not sure",

        // It took too long, or was too much.
        "timeout", "time out", "timed out", "timedout", "time limit", "execution time", "deadline", "not respond", "no response",
        "response", "overload", "busy", "too many", "rate limit", "throttl", "slow down", "wait", "later", "retry", "once more",
        "temporar", "moment", "unavailable", "maintenance", "be back", "offline", "down for",

        // Something broke.
        "internal", "server error", "server is", "server has", "server down", "gone away", "went wrong", "error occurred",
        "error has occurred", "error while", "error when", "api error", "unknown error", "unexpected", "unhandled", "uncaught",
        "exception", "fatal", "stack trace", "traceback", "undefined", "warning", "syntax error", "parse error", "problem", "oops",
        "crash", "abort", "interrupt", "fault", "failure", "failed to", "has failed", "order failed", "request failed",
        "operation failed", "not process", "cannot process", "can't process", "not be completed", "not complete", "could not",
        "couldn't", "unable to", "null", "nonetype", "typeerror", "out of memory", "memory size",

        // Where it broke.
        "sql", "database", "query", "transaction", "rolled back", "constraint", "violation", "deadlock", "lock wait", "redis", "curl",
        "gateway", "upstream", "proxy", "backend", "provider", "supplier", "cloudflare", "connection", "connect to", "econn", "eof",
        "network error", "socket", "broken pipe", "reset by peer", "ssl", "tls", "certificate", "handshake", "resolve host", "errno",
        "disk", "no space left",

        // Spanish and Portuguese.
        "tiempo de espera", "tiempo agotado", "se agoto", "intente", "intenta de nuevo", "intentar", "intentalo", "vuelva a",
        "mas tarde", "error interno", "servidor", "no disponible", "algo salio mal", "inesperad", "ocurrio", "ocurrido",
        "mantenimiento", "duplicad", "ya existe", "desconocid", "conexion", "ocupado", "tempo de espera", "esgotado", "tempo limite",
        "tente novamente", "tente de novo", "tentar", "mais tarde", "erro interno", "indisponivel", "deu errado", "ocorreu",
        "manutencao", "ja existe", "desconhecid", "conexao",

        // French, German and Italian.
        "reessay", "plus tard", "delai", "erreur interne", "serveur", "indisponible", "inattendu", "existe deja", "une erreur",
        "spater", "erneut", "versuch", "zeituberschreitung", "interner fehler", "serverfehler", "unerwartet", "nicht verfugbar",
        "wartung", "bereits", "riprova", "piu tardi",

        // Indonesian, Vietnamese and Turkish.
        "coba lagi", "coba kembali", "ulangi", "waktu habis", "batas waktu", "waktu tunggu", "kesalahan", "gangguan", "sibuk",
        "pemeliharaan", "tidak tersedia", "sudah ada", "koneksi", "nanti", "thu lai", "loi may chu", "het thoi gian", "tekrar den",
        "zaman asimi", "daha sonra", "bekleyin", "sunucu", "hata olus", "bakim", "bilinmeyen", "beklenmeyen", "beklenmedik", "zaten",
        "mesgul", "gecici",

        // Russian and Ukrainian.
        "повтор", "попробуйте", "подождите", "позже", "позднее", "сервер", "внутренн", "тайм-аут", "таймаут", "время ожидания",
        "истекло", "недоступ", "техническ", "сбой", "пошло не так", "неизвестная ошибка", "непредвиденн", "произошла ошибка", "уже сущ",
        "уже есть", "уже созд", "дубли", "занят", "соединени", "перегруж", "временно", "спробуйте", "пізніше",

        // Arabic, Persian, Chinese, Japanese and Korean.
        "حاول", "لاحق", "مهلة", "الخادم", "دوباره", "超时", "重试", "稍后", "错误", "异常", "服务器", "繁忙", "维护", "重复", "已存在", "失败", "エラー", "再試行",
        "タイムアウト", "しばらく", "다시 시도", "오류", "시간 초과",
    ];

    private static readonly string[] Folded = [.. Words.Select(Fold)];

    // These do not say what failed.
    private static readonly HashSet<string> Vague =
        new(StringComparer.Ordinal) { "error", "fail", "failed", "unknown", "unsuccessful", "false" };

    // "The service does not exists" is a plain refusal; a code of a server or gateway is not.
    private static readonly Regex Patterns = new(
        @"(?<!not )(?<!n't )\bexists\b|\bagain\b|\b(http|status|code|error)\W{0,3}(5\d\d|408|409|425|429|499)\b",
        RegexOptions.CultureInvariant);

    public static bool AreIn(string text)
    {
        var folded = Fold(text);
        return Vague.Contains(folded.Trim(' ', '.', '!', ':'))
            || Patterns.IsMatch(folded)
            || Array.Exists(Folded, word => folded.Contains(word));
    }

    // Without case, accents and the ways to join words.
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);

        // Half a surrogate pair cannot be normalized, nor what is no character; UTF-8 replaces the one.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToLowerInvariant())).Replace('\uFFFE', '\uFFFD');
        foreach (var letter in whole.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;

            var plain = letter switch
            {
                '-' or '_' or '\u2010' or '\u2011' or '\u2013' => ' ',
                '\u2019' => '\'',
                'ı' => 'i',
                _ when char.IsWhiteSpace(letter) => ' ',
                _ => letter,
            };
            if (plain != ' ' || folded.Length == 0 || folded[folded.Length - 1] != ' ')
                folded.Append(plain);
        }

        return folded.ToString();
    }
}
