//! A filter as typed to what it asks for, and errors with their place. `split` finds the terms, the table in `fields`
//! says what a value means. Never looks at a timeline.

use super::fields;
use super::parts::{FieldScope, MatchMode, Predicate, Query, QueryError, QueryTerm, SearchWord, ValueError};
use super::tokenizer::{FieldPrefix, FilterToken, TermToken, ValueToken, tokenize};
use super::values::TypedValue;
use crate::text::clean_line;

impl Query {
    /// Reads a filter. Case, accents and full width do not count. The first thing that cannot be read is the error.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let ParsedQuery { query, errors: wrong } = parse_filter(text);
        match wrong.into_iter().next() {
            None => Ok(query),
            Some((error, _)) => Err(error),
        }
    }

    /// Reads a filter that is being typed: everything readable of it, without the terms in error, and the first error.
    /// What may only be unfinished at the very end of the line is none: a field without its value, a quote still open,
    /// a lone sign or bar, the beginning of a date or of several words.
    pub fn parse_partial(text: &str) -> (Self, Option<QueryError>) {
        let ParsedQuery { query, errors: wrong } = parse_filter(text);
        let error = wrong.into_iter().find(|(_, unfinished)| !unfinished);
        (query, error.map(|(error, _)| error))
    }
}

/// The most words and values that a filter may have: each is looked for in every text.
const MAX_QUERY_WORDS: usize = 100;

/// All that could be read, and what could not, in the order of the line, each with whether what is still to be typed
/// can make it right.
struct ParsedQuery {
    query: Query,
    errors: Vec<(QueryError, bool)>,
}

fn parse_filter(text: &str) -> ParsedQuery {
    let (mut groups, mut wrong): (Vec<Vec<QueryTerm>>, _) = (Vec::new(), Vec::new());
    // Whether the next term is another choice of the last group.
    let mut joins = false;
    let parts = tokenize(text);
    let end = text.chars().count();
    let mut asked = 0;
    for (n, part) in parts.iter().enumerate() {
        match part {
            FilterToken::Bar(column) => {
                let before = n.checked_sub(1).map(|n| &parts[n]);
                let between = matches!(before, Some(FilterToken::Term(_))) && n + 1 < parts.len();
                if !between {
                    let message = "| needs a term before it and one behind it".to_owned();
                    let last = n + 1 == parts.len() && before.is_some();
                    wrong.push((QueryError { column: *column, length: 1, message }, last));
                }
                joins = true;
            }
            FilterToken::Term(typed) => {
                if !std::mem::take(&mut joins) || groups.is_empty() {
                    groups.push(Vec::new());
                }
                let (column, length) = (typed.start, typed.end - typed.start);
                if typed.values.iter().any(|piece| !piece.is_closed) {
                    let message = "the quote is not closed".to_owned();
                    wrong.push((QueryError { column, length, message }, true));
                }
                asked += typed.values.len();
                if asked > MAX_QUERY_WORDS {
                    let message = format!("a filter has at most {MAX_QUERY_WORDS} words and values");
                    wrong.push((QueryError { column, length, message }, false));
                    break;
                }
                let (term, refused) = parse_term(typed);
                groups.last_mut().into_iter().for_each(|group| group.extend(term.clone()));
                if let Some(ValueError { message, unfinished }) = refused {
                    wrong.push((QueryError { column, length, message }, unfinished && typed.end == end));
                }
            }
        }
    }
    groups.retain(|group| !group.is_empty());
    ParsedQuery { query: Query { groups }, errors: wrong }
}

/// The term, as far as it can be read, and why not all of it can. No term where cleaning leaves nothing of it.
fn parse_term(typed: &TermToken) -> (Option<QueryTerm>, Option<ValueError>) {
    let (any, wrong) = match &typed.field {
        Some(head) => parse_values(head, &typed.values),
        None => match typed.values.first().filter(|piece| !piece.text.is_empty()) {
            Some(piece) => {
                let word = SearchWord::new(&piece.text, piece.mode, FieldScope::Anywhere);
                (word.map(Predicate::Word).into_iter().collect(), None)
            }
            None => (Vec::new(), Some(empty_term_error(typed))),
        },
    };
    let any: Vec<Predicate> =
        any.into_iter().map(|test| if typed.negated { disable_guessing(test) } else { test }).collect();
    ((!any.is_empty()).then_some(QueryTerm { negated: typed.negated, predicates: any }), wrong)
}

/// The values of a field. One that may only be unfinished takes nothing from those before it; one that is wrong makes
/// the term say what nobody typed, so that all of it is left out.
fn parse_values(head: &FieldPrefix, pieces: &[ValueToken]) -> (Vec<Predicate>, Option<ValueError>) {
    let name = clean_line(&head.name);
    let row = match fields::find_field(&name) {
        Ok(row) => row,
        Err(message) => return (Vec::new(), Some(ValueError { message, unfinished: false })),
    };
    let mut any = Vec::new();
    for (n, piece) in pieces.iter().enumerate() {
        let (text, whole) = (clean_line(&piece.text), clean_line(&piece.raw));
        let read = if text.is_empty() {
            let message = format!("{name}: has no value; write it as {}", row.syntax);
            Err(ValueError { message, unfinished: true })
        } else {
            (row.parse_value)(&TypedValue { text: &text, mode: piece.mode, raw: &whole })
        };
        match read {
            Ok(tests) => any.extend(tests),
            Err(ValueError { message, unfinished }) => {
                let unfinished = unfinished && n + 1 == pieces.len();
                return (if unfinished { any } else { Vec::new() }, Some(ValueError { message, unfinished }));
            }
        }
    }
    (any, None)
}

fn empty_term_error(typed: &TermToken) -> ValueError {
    let quoted = typed.values.first().is_some_and(|piece| piece.quoted);
    let message = if quoted { "nothing stands between the quotes" } else { "nothing stands behind the sign" };
    ValueError { message: message.to_owned(), unfinished: true }
}

/// A test to be turned round: without guesses, or an event would be hidden for a likeness.
fn disable_guessing(test: Predicate) -> Predicate {
    match test {
        Predicate::Word(word) if word.mode == MatchMode::Fuzzy => {
            Predicate::Word(SearchWord { mode: MatchMode::Sure, ..word })
        }
        test => test,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::PROPERTIES;
    use super::super::parts::DatePredicate;
    use super::*;
    use chrono::NaiveDate;

    /// A query in a form of its own: groups apart by ` & `, choices by ` / `.
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
    fn words_and_signs_mean() {
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
            ("!mou !'mou !\"a b\"", "not Sure mou & not Exact mou & not Exact a b"),
            ("a b | c d", "Fuzzy a & Fuzzy b / Fuzzy c & Fuzzy d"),
            ("a|b|'c", "Fuzzy a / Fuzzy b / Exact c"),
            ("a| !b |c", "Fuzzy a / not Sure b / Fuzzy c"),
            ("a ｜ b ！c", "Fuzzy a / Fuzzy b & not Sure c"),
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
    fn fields_mean() {
        let table = [
            ("kind:mou", "mou"),
            ("KIND:MOU", "mou"),
            ("ｋｉｎｄ：ｍｏｕ", "mou"),
            ("kind:mou|summit,dial", "mou or summit or dialogue"),
            ("!kind:mou,summit x", "not mou or summit & Fuzzy x"),
            ("kind:mou | summit", "mou / Fuzzy summit"),
            ("kind:mou|!x", "mou / not Sure x"),
            ("kind:mou|kind:summit", "mou / summit"),
            ("actor:nsa|\"Cyber Command\"", "Actor Fuzzy nsa or Actor Exact cyber command"),
            ("actor:'nsa place:^se", "Actor Exact nsa & Where Start se"),
            ("!actor:nsa", "not Actor Sure nsa"),
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

    /// Where, how long, and words that the message holds; and whether it is an error while typing, too.
    #[test]
    fn errors_name_the_place_and_the_cure() {
        let table = [
            ("mou foo:bar", 4, 7, "no field foo", true),
            ("actr:nsa", 0, 8, "did you mean actor:?", true),
            ("ㅏㅑㅜㅇ:mou", 0, 8, "did you mean kind:?", true),
            ("한미 kind:xyz", 3, 8, "no kind:xyz", true),
            ("kind:sumit", 0, 10, "did you mean summit?", true),
            ("!kind:mou,xyz", 0, 13, "one of agreement", true),
            ("kind:s x", 0, 6, "summit or statement or sanction", true),
            ("kind:s", 0, 6, "may be", false),
            ("kind:", 0, 5, "kind:KIND", false),
            ("kind: mou", 0, 5, "has no value", true),
            ("kind:mou,", 0, 9, "has no value", false),
            ("kind:mou|", 0, 9, "has no value", false),
            ("kind:mou,,summit", 0, 16, "has no value", true),
            ("foo:", 0, 4, "no field foo", true),
            ("date:2022-13", 0, 12, "2022-13 is no date", true),
            ("date:2022-02-31 x", 0, 15, "is no date", true),
            ("before:2022-", 0, 12, "is no date", false),
            ("before:2022- x", 0, 12, "is no date", true),
            ("year:20..x", 0, 10, "no year", true),
            ("year:20", 0, 7, "2022..2023", false),
            ("year:2023..2022", 0, 15, "write 2022..2023", true),
            ("year:..", 0, 7, "no year", false),
            ("year:0000", 0, 9, "no year", true),
            ("has:wings", 0, 9, "one of commitment", true),
            ("is:opn", 0, 6, "did you mean open?", true),
            ("a |", 2, 1, "a term before it and one behind it", false),
            ("a | ", 2, 1, "a term before it", false),
            ("| a", 0, 1, "a term before it", true),
            ("a || b", 3, 1, "a term before it", true),
            ("|", 0, 1, "a term before it", true),
            ("a \"b c", 2, 4, "not closed", false),
            ("actor:\"cyber", 0, 12, "not closed", false),
            ("a \"\"", 2, 2, "between the quotes", false),
            ("a \"\" b", 2, 2, "between the quotes", true),
            ("x !", 2, 1, "behind the sign", false),
            ("! x", 0, 1, "behind the sign", true),
            ("'", 0, 1, "behind the sign", false),
        ];
        for (text, column, length, words, typing) in table {
            let error = Query::parse(text).unwrap_err();
            assert_eq!((error.column, error.length), (column, length), "{text:?}: {error}");
            assert!(error.message.contains(words), "{text:?}: {error}");
            let so_far = Query::parse_partial(text).1;
            assert_eq!(so_far.is_some(), typing, "{text:?} while typing: {so_far:?}");
        }
        let shown = Query::parse("mou foo:bar").unwrap_err().to_string();
        assert!(shown.starts_with("column 5: there is no field foo; the fields are actor, kind,"), "{shown}");
    }

    #[test]
    fn a_line_being_typed_is_read_as_far_as_it_goes() {
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
    fn a_filter_has_an_end() {
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
    fn the_place_of_an_error_can_be_shown() {
        let pointed = |text: &str, width| Query::parse(text).unwrap_err().show_position(text, width);
        assert_eq!(pointed("mou kind:xyz", 40).as_deref(), Some("mou kind:xyz\n    ^^^^^^^^"));
        // A Korean letter takes two columns.
        assert_eq!(pointed("한미 is:no", 40).as_deref(), Some("한미 is:no\n     ^^^^^"));
        assert_eq!(pointed("mou kind:xyz", 11), None);
        assert_eq!(pointed("mou\u{1b}[31m kind:xyz", 40), None);
    }

    /// Letters that the language is made of, and any others.
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
        fn any_line_is_read_or_refused_at_a_place_in_it(text in line()) {
            let letters = text.chars().count();
            let (so_far, typing) = Query::parse_partial(&text);
            match Query::parse(&text) {
                Ok(query) => proptest::prop_assert_eq!((so_far, typing), (query, None)),
                Err(error) => {
                    proptest::prop_assert!(error.length > 0 && error.column + error.length <= letters);
                    proptest::prop_assert!(typing.is_none_or(|typing| typing.column >= error.column));
                    proptest::prop_assert_eq!(clean_line(&error.message), error.message.clone());
                    error.show_position(&text, 80);
                }
            }
        }

        #[test]
        fn a_phrase_in_quotes_is_no_language(text in "[a-z:|!'^$, ]{0,12}[a-z]") {
            let query = Query::parse(&format!("\"{text}\"")).unwrap();
            let want = format!("Exact {}", clean_line(&text));
            proptest::prop_assert_eq!(meaning(&query), want);
        }
    }
}
