using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace YallaTake.Client.Answers;

/// <summary>
/// Words of a refusal that sound as if something went wrong on the way, perhaps after the order was placed, or as if nothing did.
/// </summary>
internal static class AccidentWords
{
    private static readonly string[] Words =
    [
        // The order may be there.
        "already", "duplicat", "active order", "same order", "existing", "in progress", "being processed", "queue",
        "pending", "processing", "under review", "in review", "approval", "moderation", "on hold", "previous order", "open order",
        "ongoing", "unfinished",
        "placed", "succes", "may have", "might have", "not sure", "not confirmed", "unconfirmed", "not acknowledged", "not created",
        "not saved", "received", "thank", "exito", "sucesso", "erfolg", "riuscit", "powodzeni", "berhasil", "thanh cong", "basari",
        "успешн", "успіш", "نجاح", "成功", "완료", "สำเร็จ",

        // It took too long, or was too much.
        "timeout", "time out", "timed out", "timedout", "time limit", "execution time", "deadline", "not respond", "no response",
        "response", "overload", "busy", "too many", "rate limit", "throttl", "slow down", "wait", "later", "retry", "once more",
        "temporar", "moment", "unavailable", "maintenance", "be back", "offline", "down for", "too slow", "bytes/sec", "retries",

        // Something broke.
        "internal", "server error", "server is", "server has", "server down", "gone away", "went wrong", "error occurred",
        "error has occurred", "error while", "error when", "api error", "unknown error", "error.unknown", "unexpected", "unhandled",
        "uncaught", "exception", "fatal", "stack trace", "traceback", "undefined", "warning", "syntax error", "parse error", "problem",
        "oops", "crash", "abort", "interrupt", "fault", "failure", "fail to", "failing", "failed to", "has failed", "order failed",
        "request failed", "operation failed", "not process", "cannot process", "can't process", "not be completed",
        "not complete", "could not", "couldn't", "unable to", "cannot create order", "can't create order", "cannot place",
        "can't place", "cannot save", "can't save", "null", "nonetype", "out of memory", "memory size", "something wrong",
        "something is wrong", "critical",
        "unrecoverable", "panic:", "recursion", "system error", "general error", "generic error", "technical error", "order error",
        "creation error", "communication error", "http error", "request error", "application error", "protocol error", "stream error",
        "read error", "write error", "send error",

        // It did not work, for no reason given.
        "refill failed", "refill error", "insert error", "update error", "operation error", "process error", "not working", "cannot send",
        "can't send", "try after",

        // What comes after an order is written: to tell of it.
        "smtp", "mail not", "pusher", "telegram:", "prisma",

        // Where it broke.
        "sql", "database", "query", "transaction", "rolled back", "constraint", "violation", "deadlock", "lock wait", "redis", "curl",
        "gateway", "upstream", "proxy", "backend", "provider", "supplier", "cloudflare", "connection", "connect to", "econn", "eof",
        "network error", "socket", "broken pipe", "reset by peer", "ssl", "tls", "certificate", "handshake", "resolve host", "errno",
        "disk", "no space left", "epipe", "enotfound", "unreach", "no such host", "be reached", "hang up", "disconnect", "schannel",
        "transport", "goaway", "refused stream", "closed network", "other side closed", "forcibly closed", "server misbehaving",

        // What a library for HTTP says of half an exchange.
        "empty reply", "returned", "transfer closed", "closed cleanly", "premature", "http/", "http2", "framing layer", "failed writing",
        "failed sending", "weird server", "partial file", "redirects hit", "redirects followed", "transfer encoding", "content encoding",
        "chunked", "by the server", "remote resource", "maximum file size", "excess found", "rewind", "fetch failed", "stream closed",
        "stream reset", "body is unusable", "incompleteread", "incomplete read", "task was canceled", "operation was canceled",
        "request was canceled", "context canceled", "page expired", "page has expired", "csrf", "token mismatch",

        // What a script says of an answer that it did not understand, or could not store.
        "json", "malformed", "unmarshal", "serializ", "decode", "decoding", "parsing", "incorrectly encoded", "utf 8", "empty string",
        "empty body", "empty result", "empty answer", "no data", "no reply", "no answer", "expecting value", "expecting property",
        "looking for beginning", "index out of range", "index was out of range", "indexoutof", "outside the bounds", "string indices",
        "has no attribute", "not subscriptable", "not iterable", "not callable", "unsupported operand", "invalid literal",
        "values to unpack", "before assignment", "by zero", "member function", "to get property", "attempt to read", "attempt to assign",
        "to access array", "access offset", "string offset", "to string conversion", "must be of type", "must be an instance", "foreach",
        "argument supplied", "arguments to function", "object of class", "object of type", "stdclass", "target class", "non numeric value",
        "object reference", "sequence contains", "input string", "in the dictionary", "disposed", "nil pointer", "invalid memory",
        "is not a function", "is not defined", "column", "out of range value", "data too long", "truncated", "foreign key", "default value",
        "storage engine", "db error", "[object", "out of sync", "table is full", "denied for user", "packet", "mongo",

        // Spanish and Portuguese.
        "tiempo de espera", "tiempo agotado", "se agoto", "intente", "intenta de nuevo", "intentar", "intentalo", "vuelva a",
        "mas tarde", "error interno", "servidor", "no disponible", "algo salio mal", "inesperad", "ocurrio", "ocurrido",
        "mantenimiento", "duplicad", "ya existe", "desconocid", "conexion", "ocupado", "tempo de espera", "esgotado", "tempo limite",
        "tente novamente", "tente de novo", "tentar", "mais tarde", "erro interno", "indisponivel", "deu errado", "ocorreu",
        "manutencao", "ja existe", "desconhecid", "conexao", "reintent", "error al", "erro ao", "ha producido", "fallo", "falha",
        "tempo excedido", "tempo expirado",

        // French, German, Dutch and Italian.
        "reessay", "plus tard", "delai", "erreur interne", "serveur", "indisponible", "inattendu", "existe deja", "une erreur",
        "spater", "erneut", "versuch", "zeituberschreitung", "interner fehler", "serverfehler", "unerwartet", "nicht verfugbar",
        "wartung", "bereits", "riprova", "piu tardi", "survenu", "s'est produite", "temps depasse", "temps d'attente", "erreur inconnue",
        "echec", "echoue", "aufgetreten", "zeitlimit", "fehlgeschlagen", "unbekannter fehler", "noch einmal", "nochmal", "verbindung",
        "opnieuw", "opgetreden", "tijdslimiet", "er is een fout", "serverfout", "tempo scaduto", "tempo di attesa", "errore interno",
        "errore del", "errore durante", "imprevist", "non disponibile", "gia esiste", "esiste gia", "sconosciut", "si e verificato",
        "andato storto", "manutenzione", "connessione",

        // Polish, Czech and Romanian.
        "limit czasu", "czas oczekiwania", "sprobuj", "ponownie", "pozniej", "wystapil", "blad serwera", "wewnetrzn", "nieoczekiwan",
        "nieznany blad", "niedostepn", "juz istnieje", "polaczeni", "cos poszlo", "zkuste", "pozdeji", "vyprsel", "chyba serveru",
        "doslo k chybe", "nastala chyba", "din nou", "mai tarziu", "eroare interna", "aparut o eroare",

        // Indonesian, Vietnamese and Turkish.
        "coba lagi", "coba kembali", "ulangi", "waktu habis", "batas waktu", "waktu tunggu", "kesalahan", "gangguan", "sibuk",
        "pemeliharaan", "tidak tersedia", "sudah ada", "koneksi", "nanti", "thu lai", "loi may chu", "het thoi gian", "tekrar den",
        "zaman asimi", "daha sonra", "bekleyin", "sunucu", "hata olus", "bakim", "bilinmeyen", "beklenmeyen", "beklenmedik", "zaten",
        "mesgul", "gecici", "terjadi", "masalah", "gagal me", "pesanan gagal", "xay ra loi", "loi he thong", "bao tri", "qua thoi gian",
        "thoi gian cho", "hata meydana", "sure doldu",
        "sistem hata", "bir sorun", "ters gitti", "co loi", "that bai", "sistem error",

        // Russian and Ukrainian.
        "повтор", "попробуйте", "подождите", "позже", "позднее", "сервер", "внутренн", "тайм-аут", "таймаут", "время ожидания",
        "истекло", "недоступ", "техническ", "сбой", "пошло не так", "неизвестная ошибка", "непредвиденн", "произошла ошибка", "уже сущ",
        "уже есть", "уже созд", "дубли", "занят", "соединени", "перегруж", "временно", "спробуйте", "ошибка обработки",
        "сломал", "не отвечает", "нет ответа", "пізніше", "ошибка при", "не удалось",
        "сталася помилка", "невідома помилка", "внутрішн",

        // Arabic, Persian, Hindi, Thai, Chinese, Japanese and Korean.
        "حاول", "لاحق", "مهلة", "الخادم", "دوباره", "超时", "重试", "稍后", "错误", "异常", "服务器", "繁忙", "维护", "重复", "已存在", "失败", "エラー", "再試行",
        "タイムアウト", "しばらく", "다시 시도", "오류", "시간 초과", "حدث خطأ", "غير متوقع", "غير معروف", "داخلي", "مؤقت", "صيانة", "الاتصال",
        "مشكلة", "فشل", "خطای", "سرور", "بعدا", "مشکل", "مجددا", "اتصال", "पुनः", "फिर से", "त्रुटि हुई", "सर्वर", "बाद में", "समय समाप्त",
        "ข้อผิดพลาด", "ลองใหม่", "ลองอีกครั้ง", "หมดเวลา", "เซิร์ฟเวอร์", "ภายหลัง", "ขัดข้อง", "逾時", "超時", "重試", "稍後", "錯誤", "異常",
        "伺服器", "維護", "重複", "失敗", "網路", "連線", "网络", "サーバー", "もう一度", "接続", "混雑", "不具合", "メンテナンス", "例外",
        "서버", "나중에", "잠시 후", "실패", "점검", "연결",
    ];

    private static readonly string[] Folded = [.. Words.Select(Fold)];

    // These do not say what failed, when nothing stands beside them.
    private static readonly HashSet<string> Vague = new(StringComparer.Ordinal)
    {
        "error", "fail", "failed", "unknown", "unsuccessful", "server", "array", "object",
        "false", "terminated", "canceled", "aborted", "closed", "stopped", "killed",
        "gagal", "error de sistema", "erro", "fehler", "erreur", "errore", "hata", "loi", "blad", "chyba", "ошибка", "помилка", "خطا",
        "contact support", "please contact support",

        // These say yes.
        "ok", "okay", "yes", "none", "nil", "no error", "no errors", "accepted", "approved", "added", "completed", "confirmed", "created",
        "done", "pending", "processed", "processing", "saved", "scheduled", "sent", "started", "submitted",
    };

    // "Order 5001 was created", "No. 5001 saved", "Created order 5001", "Order: 5001": but not "orders cannot be created", nor "minimum
    // order 100".
    private static readonly Regex Yes = new(
        @"(\borders?\b|\d)((?!\b(not|no|cannot|never|must|should|can|only|before|until|unless|if)\b|n't\b).){0,80}?"
        + @"\b(accepted|added|approved|booked|canceled|completed|confirmed|created|made|processed|refunded|registered|saved|scheduled"
        + @"|sent|started|submitted)\b|(?<!not |n't )\b(accepted|created|saved)\W+(order|id|no|#|\d)"
        + @"|(?<!\b(min\w*|max\w*|least|most|per|of)\W+)\border( (id|no|nr|number))?\.?( is)?\W{0,3}\d|\bgot your order\b",
        RegexOptions.CultureInvariant);

    // "The service does not exists" is a plain refusal; a code of a server or gateway is not, nor the name of an exception,
    // nor the key that Python's KeyError quotes.
    private static readonly Regex Patterns = new(
        @"(?<!not )(?<!n't )\bexists\b|\bagain\b|\b(http|status|code|error)\W{0,3}(5\d\d|408|409|425|429|499)\b"
        + @"|\berror (\w+ing|during|from)\b|ing error\b|\b[a-z]+error\b|\bincorrect \w+ value\b"
        + @"|^\W*(error|err|code|curl)( code| no| number)?\W*\d+\W*$|^'\w+'$",
        RegexOptions.CultureInvariant);

    // What is read in another encoding than it was written in may say anything: letters of UTF-8 as several of an 8-bit charset, and
    // letters of one such charset as accented ones of another.
    private static readonly Regex Garbled = new(
        @"[\u0080-\u009F\uFFFD]|[\u00C0-\u00FF]{4}|([\u00C2-\u00F4][\u00A0-\u00BF\u0152-\u0192\u02C6-\u02DC\u2013-\u2122].*){2}",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    public static bool AreIn(string text)
    {
        var folded = Fold(text);
        return Vague.Contains(folded.Trim(' ', '.', '!', ':'))
            || Patterns.IsMatch(folded)
            || Garbled.IsMatch(text)
            || Yes.IsMatch(folded)
            || Array.Exists(Folded, word => folded.Contains(word));
    }

    // Without case, accents and the ways to join words.
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);

        // Half a surrogate pair cannot be normalized, nor what is no character; UTF-8 replaces the one.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToLowerInvariant())).Replace('\uFFFE', ' ');
        foreach (var letter in whole.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
                continue;

            var plain = letter switch
            {
                '-' or '_' or '\u2010' or '\u2011' or '\u2013' => ' ',
                '\u2019' => '\'',
                'ı' => 'i',
                'ł' => 'l',
                'đ' => 'd',
                _ when char.IsWhiteSpace(letter) => ' ',
                _ => letter,
            };
            if (plain != ' ' || folded.Length == 0 || folded[folded.Length - 1] != ' ')
                folded.Append(plain);
        }

        return folded.ToString().Replace("cancelled", "canceled");
    }
}
