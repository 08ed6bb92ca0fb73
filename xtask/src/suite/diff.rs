//! The difference between two texts, line by line, short enough to read.

/// Lines printed before the rest is only counted.
const SHOWN: usize = 40;
/// Beyond this the table of common lines gets too large; a common beginning is then all that is cut.
const TABLE_LIMIT: usize = 2000;

/// `-` is what was wanted and did not come, `+` what came instead.
pub fn lines(wanted: &str, got: &str) -> String {
    let wanted: Vec<&str> = wanted.lines().collect();
    let got: Vec<&str> = got.lines().collect();
    let same = wanted
        .iter()
        .zip(&got)
        .take_while(|(left, right)| left == right)
        .count();
    let mut report = Vec::new();
    if same > 0 {
        report.push(format!("  {:4}   {}", same, wanted[same - 1]));
    }
    edits(&wanted[same..], &got[same..], same, &mut report);
    if report.len() <= 1 {
        report.push("         only line ends differ".to_owned());
    }
    let hidden = report.len().saturating_sub(SHOWN);
    report.truncate(SHOWN);
    if hidden > 0 {
        report.push(format!("         ... {hidden} more lines"));
    }
    report.join("\n")
}

fn edits(wanted: &[&str], got: &[&str], offset: usize, report: &mut Vec<String>) {
    let (rows, columns) = if wanted.len().max(got.len()) > TABLE_LIMIT {
        (0, 0)
    } else {
        (wanted.len(), got.len())
    };
    // common[i][j]: how many lines wanted[i..] and got[j..] have in common, in order.
    let mut common = vec![vec![0u32; columns + 1]; rows + 1];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            common[i][j] = if wanted[i] == got[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        if wanted[i] == got[j] {
            (i, j) = (i + 1, j + 1);
        } else if common[i + 1][j] >= common[i][j + 1] {
            report.push(format!("  {:4} - {}", offset + i + 1, wanted[i]));
            i += 1;
        } else {
            report.push(format!("       + {}", got[j]));
            j += 1;
        }
    }
    report.extend((i..wanted.len()).map(|i| format!("  {:4} - {}", offset + i + 1, wanted[i])));
    report.extend(got[j..].iter().map(|line| format!("       + {line}")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_changed_is_shown_both_ways() {
        assert_eq!(
            lines("a\nb\nc\n", "a\nx\nc\n"),
            "     1   a\n     2 - b\n       + x"
        );
    }

    #[test]
    fn a_missing_line_end_is_said() {
        assert!(lines("a\n", "a").contains("line ends"));
    }
}
