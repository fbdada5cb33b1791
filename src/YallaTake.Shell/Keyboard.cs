using System.Management.Automation;
using System.Security;
using System.Text;

namespace YallaTake;

/// <summary>Reads from the terminal key by key, so that Ctrl+C leaves a question at once and a secret stays unseen.</summary>
internal static class Keyboard
{
    private const char CtrlC = '\u0003';
    private const char CtrlD = '\u0004';

    /// <summary>Reads a line.</summary>
    /// <returns>The line, or null after Ctrl+D on an empty one.</returns>
    /// <exception cref="PipelineStoppedException">Ctrl+C was pressed.</exception>
    public static string? ReadLine()
    {
        var line = new StringBuilder();
        var entered = ReadLine(() => line.Length, key => line.Append(key), () => line.Length--, shown: key => key);
        return entered ? line.ToString() : null;
    }

    /// <summary>Reads a secret, showing an asterisk for each character.</summary>
    /// <returns>The secret, empty after Ctrl+D.</returns>
    /// <exception cref="PipelineStoppedException">Ctrl+C was pressed.</exception>
    public static SecureString ReadSecret()
    {
        var secret = new SecureString();
        ReadLine(() => secret.Length, secret.AppendChar, () => secret.RemoveAt(secret.Length - 1), shown: _ => '*');
        return secret;
    }

    /// <summary>Reads one key without showing it.</summary>
    /// <exception cref="PipelineStoppedException">Ctrl+C was pressed.</exception>
    public static ConsoleKeyInfo ReadKey()
    {
        var treatsControlC = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            var key = Console.ReadKey(intercept: true);
            if (key.KeyChar != CtrlC) return key;

            Console.Error.WriteLine("^C");
            throw new PipelineStoppedException();
        }
        finally
        {
            Console.TreatControlCAsInput = treatsControlC;
        }
    }

    private static bool ReadLine(Func<int> length, Action<char> append, Action erase, Func<char, char> shown)
    {
        while (true)
        {
            var key = ReadKey();
            switch (key.KeyChar)
            {
                case '\r' or '\n':
                    Console.Error.WriteLine();
                    return true;
                case CtrlD when length() == 0:
                    Console.Error.WriteLine();
                    return false;
                case var typed when key.Key == ConsoleKey.Backspace:
                    if (length() == 0) break;
                    erase();
                    Console.Error.Write("\b \b");
                    break;
                case var typed when !char.IsControl(typed) || typed == '\t':
                    append(typed);
                    Console.Error.Write(shown(typed));
                    break;
            }
        }
    }
}
