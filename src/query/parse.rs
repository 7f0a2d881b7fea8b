//! Parses a filter into a [`Query`]. The tokenizer finds the terms; the table in `fields` says what a value means.
//! Never reads a timeline.

use super::error::{QueryError, ValueError};
use super::fields;
use super::tokenizer::{FieldPrefix, FilterToken, TermToken, ValueToken, tokenize};
use super::types::{FieldScope, MatchMode, Predicate, Query, QueryTerm, SearchWord};
use super::values::TypedValue;
use crate::text::clean_line;

impl Query {
    /// Parses a complete filter. Case, accents, and full-width forms do not matter.
    ///
    /// # Errors
    /// The first invalid term.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let ParsedQuery { query, errors } = parse_filter(text);
        match errors.into_iter().next() {
            None => Ok(query),
            Some((error, _)) => Err(error),
        }
    }

    /// Parses a filter that is still being typed: returns all valid terms, and the first error that further typing
    /// cannot fix. At the end of the line, a field without a value, an open quote, a lone operator, and the beginning of
    /// a date or of a name are no errors.
    pub fn parse_partial(text: &str) -> (Self, Option<QueryError>) {
        let ParsedQuery { query, errors } = parse_filter(text);
        let error = errors.into_iter().find(|(_, unfinished)| !unfinished);
        (query, error.map(|(error, _)| error))
    }
}

/// Maximum number of words and values of a filter. Each is searched for in every text.
const MAX_QUERY_WORDS: usize = 100;

/// The valid terms of a filter, and its errors in the order of the line, each with whether further typing can fix it.
struct ParsedQuery {
    query: Query,
    errors: Vec<(QueryError, bool)>,
}

fn parse_filter(text: &str) -> ParsedQuery {
    let (mut groups, mut errors): (Vec<Vec<QueryTerm>>, _) = (Vec::new(), Vec::new());
    // Whether the next term is a further alternative of the last group.
    let mut joins_group = false;
    let tokens = tokenize(text);
    let end = text.chars().count();
    let mut value_count = 0;
    for (n, token) in tokens.iter().enumerate() {
        match token {
            FilterToken::Bar(column) => {
                let before = n.checked_sub(1).map(|n| &tokens[n]);
                let is_between = matches!(before, Some(FilterToken::Term(_))) && n + 1 < tokens.len();
                if !is_between {
                    let message = "| needs a term on both sides".to_owned();
                    let is_last = n + 1 == tokens.len() && before.is_some();
                    errors.push((QueryError { column: *column, length: 1, message }, is_last));
                }
                joins_group = true;
            }
            FilterToken::Term(token) => {
                if !std::mem::take(&mut joins_group) || groups.is_empty() {
                    groups.push(Vec::new());
                }
                let (column, length) = (token.start, token.end - token.start);
                if token.values.iter().any(|value| !value.is_closed) {
                    let message = "missing closing quote".to_owned();
                    errors.push((QueryError { column, length, message }, true));
                }
                value_count += token.values.len();
                if value_count > MAX_QUERY_WORDS {
                    let message = format!("a filter can have at most {MAX_QUERY_WORDS} words and values");
                    errors.push((QueryError { column, length, message }, false));
                    break;
                }
                let (term, error) = parse_term(token);
                groups.last_mut().into_iter().for_each(|group| group.extend(term.clone()));
                if let Some(ValueError { message, unfinished }) = error {
                    errors.push((QueryError { column, length, message }, unfinished && token.end == end));
                }
            }
        }
    }
    groups.retain(|group| !group.is_empty());
    ParsedQuery { query: Query { groups }, errors }
}

/// Parses a term as far as possible, and reports why the rest is invalid. No term if cleaning leaves nothing of it.
fn parse_term(token: &TermToken) -> (Option<QueryTerm>, Option<ValueError>) {
    let (predicates, error) = match &token.field {
        Some(field) => parse_values(field, &token.values),
        None => match token.values.first().filter(|value| !value.text.is_empty()) {
            Some(value) => {
                let word = SearchWord::new(&value.text, value.mode, FieldScope::Anywhere);
                (word.map(Predicate::Word).into_iter().collect(), None)
            }
            None => (Vec::new(), Some(empty_term_error(token))),
        },
    };
    let negated = token.negated;
    let predicates: Vec<Predicate> =
        if negated { predicates.into_iter().map(disable_guessing).collect() } else { predicates };
    ((!predicates.is_empty()).then_some(QueryTerm { negated, predicates }), error)
}

/// Parses the values of a field. An unfinished last value leaves those before it in force; an invalid value drops the
/// whole term, which would otherwise mean something that nobody typed.
fn parse_values(prefix: &FieldPrefix, values: &[ValueToken]) -> (Vec<Predicate>, Option<ValueError>) {
    let name = clean_line(&prefix.name);
    let field = match fields::find_field(&name) {
        Ok(field) => field,
        Err(error) => return (Vec::new(), Some(error)),
    };
    let mut predicates = Vec::new();
    for (n, value) in values.iter().enumerate() {
        let (text, raw) = (clean_line(&value.text), clean_line(&value.raw));
        let parsed = if text.is_empty() {
            let message = format!("missing value after {name}: (write {})", field.syntax);
            Err(ValueError::unfinished(message))
        } else {
            (field.parse_value)(&TypedValue { text: &text, mode: value.mode, raw: &raw })
        };
        match parsed {
            Ok(parsed) => predicates.extend(parsed),
            Err(ValueError { message, unfinished }) => {
                let unfinished = unfinished && n + 1 == values.len();
                let kept = if unfinished { predicates } else { Vec::new() };
                return (kept, Some(ValueError { message, unfinished }));
            }
        }
    }
    (predicates, None)
}

fn empty_term_error(token: &TermToken) -> ValueError {
    let quoted = token.values.first().is_some_and(|value| value.quoted);
    let message = if quoted { "no text between the quotes" } else { "no text after the operator" };
    ValueError::unfinished(message.to_owned())
}

/// Makes a predicate of a negated term strict: an event must not be hidden because it resembles the word.
fn disable_guessing(predicate: Predicate) -> Predicate {
    match predicate {
        Predicate::Word(word) if word.mode == MatchMode::Fuzzy => {
            Predicate::Word(SearchWord { mode: MatchMode::Strict, ..word })
        }
        predicate => predicate,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::PROPERTIES;
    use super::super::types::DatePredicate;
    use super::*;
    use chrono::NaiveDate;

    /// A query in a notation of its own: groups separated by ` & `, alternatives by ` / `.
    fn meaning(query: &Query) -> String {
        let test = |test: &Predicate| match test {
            Predicate::Word(word) if word.scope == FieldScope::Anywhere => {
                format!("{:?} {}", word.mode, word.folded)
            }
            Predicate::Word(word) => format!("{:?} {:?} {}", word.scope, word.mode, word.folded),
            Predicate::Kind(kind) => kind.to_string(),
            Predicate::Date(DatePredicate::Within(from, to)) => {
                let day = |day: &NaiveDate| day.to_string().replace(['+', '-'], "");
                format!("{}-{}", day(from), day(to))
            }
            Predicate::Date(days) => format!("{days:?}"),
            Predicate::Property(n) => PROPERTIES[*n].to_string(),
        };
        let term = |term: &QueryTerm| {
            let any: Vec<String> = term.predicates.iter().map(test).collect();
            format!("{}{}", if term.negated { "not " } else { "" }, any.join(" or "))
        };
        let group = |group: &Vec<QueryTerm>| group.iter().map(term).collect::<Vec<_>>().join(" / ");
        query.groups.iter().map(group).collect::<Vec<_>>().join(" & ")
    }

    #[test]
    fn words_and_operators_are_parsed() {
        let table = [
            ("", ""),
            (" \t ", ""),
            ("MOU 2022-08", "Fuzzy mou & Fuzzy 2022-08"),
            ("'Seoul ^us sign$ ^us$", "Exact seoul & Start us & End sign & Whole us"),
            ("’Seoul", "Exact seoul"),
            ("'US$", "Exact us$"),
            ("$ 5\" c'est a!b a^b", "Fuzzy $ & Fuzzy 5\" & Fuzzy c'est & Fuzzy a!b & Fuzzy a^b"),
            ("\"Two  Words\" “drei vier”", "Exact two words & Exact drei vier"),
            ("^\"two words\" \"two words\"$", "Start two words & End two words"),
            ("\"a b\"c", "Exact a b & Fuzzy c"),
            ("!mou !'mou !\"a b\"", "not Strict mou & not Exact mou & not Exact a b"),
            ("a b | c d", "Fuzzy a & Fuzzy b / Fuzzy c & Fuzzy d"),
            ("a|b|'c", "Fuzzy a / Fuzzy b / Exact c"),
            ("a| !b |c", "Fuzzy a / not Strict b / Fuzzy c"),
            ("a ｜ b ！c", "Fuzzy a / Fuzzy b & not Strict c"),
            (
                "10:30 https://example.org/a us-korea:x",
                "Fuzzy 10:30 & Fuzzy https://example.org/a & Fuzzy us-korea:x",
            ),
            ("\"foo:bar\"", "Exact foo:bar"),
            ("ㅅㅏ이버", "Fuzzy 사이버"),
            ("\u{1109}\u{1161}", "Fuzzy 사"),
            ("a \u{200b} b", "Fuzzy a & Fuzzy b"),
        ];
        for (text, want) in table {
            assert_eq!(Query::parse(text).map(|query| meaning(&query)).as_deref(), Ok(want), "{text:?}");
        }
    }

    #[test]
    fn fields_are_parsed() {
        let table = [
            ("kind:mou", "mou"),
            ("KIND:MOU", "mou"),
            ("ｋｉｎｄ：ｍｏｕ", "mou"),
            ("kind:mou|summit,dial", "mou or summit or dialogue"),
            ("!kind:mou,summit x", "not mou or summit & Fuzzy x"),
            ("kind:mou | summit", "mou / Fuzzy summit"),
            ("kind:mou|!x", "mou / not Strict x"),
            ("kind:mou|kind:summit", "mou / summit"),
            ("actor:nsa|\"Cyber Command\"", "Actor Fuzzy nsa or Actor Exact cyber command"),
            ("actor:'nsa place:^se", "Actor Exact nsa & Place Start se"),
            ("!actor:nsa", "not Actor Strict nsa"),
            (
                "topic:crypto country:kr source:yonhap",
                "Topic Fuzzy crypto & Country Fuzzy kr & Source Fuzzy yonhap",
            ),
            ("year:2022", "20220101-20221231"),
            ("year:2022..2023", "20220101-20231231"),
            ("year:2016,2022", "20160101-20161231 or 20220101-20221231"),
            ("date:2022-02", "20220201-20220228"),
            ("date:2022-08-18?", "20220818-20220818"),
            ("date:2022-05-21/2022-05-22", "20220521-20220522"),
            ("date:201x", "20100101-20191231"),
            ("before:2022-08", "Before(2022-08-01)"),
            ("after:2022-08", "After(2022-08-31)"),
            ("has:commitment|note", "has:commitment or has:note"),
            ("is:open !is:dr", "is:open & not is:draft"),
        ];
        for (text, want) in table {
            assert_eq!(Query::parse(text).map(|query| meaning(&query)).as_deref(), Ok(want), "{text:?}");
        }
        let open = |text| match &Query::parse(text).unwrap().groups[0][0].predicates[0] {
            Predicate::Date(days) => *days,
            other => panic!("{other:?}"),
        };
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(open("year:2022.."), DatePredicate::Within(day("2022-01-01"), NaiveDate::MAX));
        assert_eq!(open("year:..2022"), DatePredicate::Within(NaiveDate::MIN, day("2022-12-31")));
    }

    /// Column and length of the error, words of its message, and whether it is an error while typing, too.
    #[test]
    fn errors_name_the_position_and_the_remedy() {
        let table = [
            ("mou foo:bar", 4, 7, "unknown field foo", true),
            ("actr:nsa", 0, 8, "did you mean actor:?", true),
            ("ㅏㅑㅜㅇ:mou", 0, 8, "did you mean kind:?", true),
            ("한미 kind:xyz", 3, 8, "unknown value kind:xyz", true),
            ("kind:sumit", 0, 10, "did you mean summit?", true),
            ("!kind:mou,xyz", 0, 13, "one of agreement", true),
            ("kind:s x", 0, 6, "summit, statement, sanction", true),
            ("kind:s", 0, 6, "ambiguous", false),
            ("kind:", 0, 5, "kind:KIND", false),
            ("kind: mou", 0, 5, "missing value", true),
            ("kind:mou,", 0, 9, "missing value", false),
            ("kind:mou|", 0, 9, "missing value", false),
            ("kind:mou,,summit", 0, 16, "missing value", true),
            ("foo:", 0, 4, "unknown field foo", true),
            ("date:2022-13", 0, 12, "2022-13 is not a date", true),
            ("date:2022-02-31 x", 0, 15, "is not a date", true),
            ("before:2022-", 0, 12, "is not a date", false),
            ("before:2022- x", 0, 12, "is not a date", true),
            ("year:20..x", 0, 10, "not a year", true),
            ("year:20", 0, 7, "2022..2023", false),
            ("year:2023..2022", 0, 15, "write 2022..2023", true),
            ("year:..", 0, 7, "not a year", false),
            ("year:0000", 0, 9, "not a year", true),
            ("has:wings", 0, 9, "one of commitment", true),
            ("is:opn", 0, 6, "did you mean open?", true),
            ("a |", 2, 1, "a term on both sides", false),
            ("a | ", 2, 1, "a term on both sides", false),
            ("| a", 0, 1, "a term on both sides", true),
            ("a || b", 3, 1, "a term on both sides", true),
            ("|", 0, 1, "a term on both sides", true),
            ("a \"b c", 2, 4, "missing closing quote", false),
            ("actor:\"cyber", 0, 12, "missing closing quote", false),
            ("a \"\"", 2, 2, "no text between the quotes", false),
            ("a \"\" b", 2, 2, "no text between the quotes", true),
            ("x !", 2, 1, "no text after the operator", false),
            ("! x", 0, 1, "no text after the operator", true),
            ("'", 0, 1, "no text after the operator", false),
        ];
        for (text, column, length, words, typing) in table {
            let error = Query::parse(text).unwrap_err();
            assert_eq!((error.column, error.length), (column, length), "{text:?}: {error}");
            assert!(error.message.contains(words), "{text:?}: {error}");
            let so_far = Query::parse_partial(text).1;
            assert_eq!(so_far.is_some(), typing, "{text:?} while typing: {so_far:?}");
        }
        let shown = Query::parse("mou foo:bar").unwrap_err().to_string();
        assert!(shown.starts_with("column 5: unknown field foo; use one of actor, kind,"), "{shown}");
    }

    #[test]
    fn an_unfinished_line_is_parsed_as_far_as_possible() {
        let table = [
            ("mou kind:", "Fuzzy mou"),
            ("kind:xyz mou", "Fuzzy mou"),
            ("kind:mou,xyz a", "Fuzzy a"),
            ("kind:mou|", "mou"),
            ("kind:mou|s", "mou"),
            ("kind:mou|su", "mou or summit"),
            ("actor:\"cyber co", "Actor Exact cyber co"),
            ("a \"b c ", "Fuzzy a & Exact b c"),
            ("a |", "Fuzzy a"),
            ("a | kind:xyz", "Fuzzy a"),
            ("kind:xyz | a b", "Fuzzy a & Fuzzy b"),
            ("!", ""),
        ];
        for (text, want) in table {
            assert_eq!(meaning(&Query::parse_partial(text).0), want, "{text:?}");
        }
    }

    #[test]
    fn a_filter_has_a_maximum_length() {
        let words = "a ".repeat(MAX_QUERY_WORDS);
        assert!(Query::parse(&words).is_ok());
        for more in [
            words.clone() + "b c",
            words.replace(' ', "|") + "b",
            format!("topic:{}b", words.replace(' ', ",")),
        ] {
            let error = Query::parse(&more).unwrap_err();
            assert!(error.message.contains("at most 100"), "{error}");
            assert_eq!(Query::parse_partial(&more).1, Some(error));
        }
        assert_eq!(Query::parse_partial(&(words + "b")).0.words().len(), MAX_QUERY_WORDS);
    }

    #[test]
    fn the_position_of_an_error_can_be_shown() {
        let shown = |text: &str, width| Query::parse(text).unwrap_err().show_position(text, width);
        assert_eq!(shown("mou kind:xyz", 40).as_deref(), Some("mou kind:xyz\n    ^^^^^^^^"));
        // A Korean letter takes two columns.
        assert_eq!(shown("한미 is:no", 40).as_deref(), Some("한미 is:no\n     ^^^^^"));
        assert_eq!(shown("mou kind:xyz", 11), None);
        assert_eq!(shown("mou\u{1b}[31m kind:xyz", 40), None);
    }

    /// Lines of the characters of the language, and any others.
    fn line() -> impl proptest::strategy::Strategy<Value = String> {
        use proptest::prelude::*;
        let pieces = prop_oneof![
            Just("kind:"),
            Just("year:20"),
            Just("22..2"),
            Just("date:"),
            Just("2022-08"),
            Just("actor:\""),
            Just("is:open"),
            Just("foo:"),
            Just(" "),
            Just("|"),
            Just("!"),
            Just("'"),
            Just("^"),
            Just("$"),
            Just("\""),
            Just(","),
            Just("사이"),
            Just("ㅂ"),
            Just("\u{1109}\u{1161}"),
            Just("//"),
            Just("“"),
        ];
        let word = prop_oneof![3 => pieces.prop_map(str::to_owned), 1 => "\\PC{0,3}", 1 => any::<String>()];
        prop::collection::vec(word, 0..10).prop_map(|words| words.concat())
    }

    proptest::proptest! {
        #[test]
        fn any_line_parses_or_fails_at_a_valid_position(text in line()) {
            let length = text.chars().count();
            let (so_far, typing) = Query::parse_partial(&text);
            match Query::parse(&text) {
                Ok(query) => proptest::prop_assert_eq!((so_far, typing), (query, None)),
                Err(error) => {
                    proptest::prop_assert!(error.length > 0 && error.column + error.length <= length);
                    proptest::prop_assert!(typing.is_none_or(|typing| typing.column >= error.column));
                    proptest::prop_assert_eq!(clean_line(&error.message), error.message.clone());
                    error.show_position(&text, 80);
                }
            }
        }

        #[test]
        fn operators_in_quotes_have_no_meaning(text in "[a-z:|!'^$, ]{0,12}[a-z]") {
            let query = Query::parse(&format!("\"{text}\"")).unwrap();
            let want = format!("Exact {}", clean_line(&text));
            proptest::prop_assert_eq!(meaning(&query), want);
        }
    }
}
