using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace YallaTake.Client.Imports;

/// <summary>The records of a CSV text. One whose quotes do not match hides none of those after it.</summary>
internal static class CsvRecords
{
    /// <summary>Reads them.</summary>
    /// <param name="lines">The lines of the text.</param>
    /// <param name="first">The line to begin with, counted from 0.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <returns>The number of a record's first line, counted from 1, and its cells; null when its quotes do not match.</returns>
    public static IEnumerable<(int Line, string[]? Cells)> Read(string[] lines, int first, string delimiter)
    {
        while (first < lines.Length)
        {
            var isBad = false;
            var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = delimiter,
                BadDataFound = _ => isBad = true,
                IgnoreBlankLines = false,
                TrimOptions = TrimOptions.Trim,
            };
            using var parser = new CsvParser(new StringReader(string.Join("\n", lines.Skip(first))), configuration);
            var read = 0;
            while (!isBad && parser.Read())
            {
                var cells = parser.Record!;
                yield return (first + read + 1, isBad ? null : cells);

                // After a quote that nothing closes, the next line is a record again.
                read = isBad ? read + 1 : parser.RawRow;
            }

            first = isBad ? first + read : lines.Length;
        }
    }
}
