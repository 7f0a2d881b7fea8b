use super::*;
use proptest::prelude::*;
use std::cmp::Ordering;

fn edtf(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn first_and_last_day() {
    let table = [
        ("2022-08-18", "2022-08-18", "2022-08-18"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2016-XX", "2016-01-01", "2016-12-31"),
        ("2016-1X", "2016-10-01", "2016-12-31"),
        ("2016-02-XX", "2016-02-01", "2016-02-29"),
        ("2016-02-3X", "", ""),
        ("2016-XX-31", "2016-01-31", "2016-12-31"),
        ("20XX-02-29", "2000-02-29", "2096-02-29"),
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("2022-35", "2022-07-01", "2022-09-30"),
        ("2022-41", "2022-07-01", "2022-12-31"),
        ("2022-05-21/2022-05-22", "2022-05-21", "2022-05-22"),
        ("2022-05~/2022-08?", "2022-05-01", "2022-08-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ];
    for (text, first, last) in table {
        match text.parse::<Edtf>() {
            Ok(date) => {
                let got = (date.earliest().to_string(), date.latest().to_string());
                assert_eq!(got, (first.to_owned(), last.to_owned()), "{text}");
            }
            Err(error) => assert_eq!(first, "", "{error}"),
        }
    }
    assert_eq!(edtf("../2022-04").earliest(), OPEN_START_DAY);
    assert_eq!(edtf("2022-04/").latest(), OPEN_END_DAY);
}

#[test]
fn invalid_dates_are_errors() {
    let refused = [
        "",
        "..",
        "/",
        "../..",
        "2022-02-31",
        "2023-02-29",
        "2022-13",
        "2022-13-45",
        "2022-00",
        "2022-01-00",
        "0000",
        "000X",
        "00XX",
        "XXXX",
        "2XXX",
        "22",
        "2022-5",
        "2022-05-1",
        "2022-05-01-01",
        "2022/05/01",
        "2022-05-22/2022-05-21",
        "2022-05 ",
        " 2022",
        "2022-05~~",
        "~2022",
        "2022-20",
        "2022-25",
        "2022-37",
        "2022-42",
        "20222",
        "-2022",
        "２０２２",
        "2022-08-18T10:00",
        "2022-05-21/2022-05-22/2022-05-23",
        "2X22",
        "2022-x5",
    ];
    for text in refused {
        assert!(text.parse::<Edtf>().is_err(), "{text:?} was parsed as a date");
    }
}

#[test]
fn the_order_is_that_of_the_timeline() {
    let sorted = [
        "../2022-04",
        "2016",
        "2016-01",
        "2016-01-01",
        "2016-08?",
        "2022-05",
        "2022-05~",
        "2022-05-21/2022-05-22",
        "2022-05-21",
        "2022-05-22",
    ];
    for pair in sorted.windows(2) {
        assert!(edtf(pair[0]) < edtf(pair[1]), "{} before {}", pair[0], pair[1]);
    }
}

#[test]
fn overlap_and_containment() {
    let table = [
        ("2022-05", "2022-05-21", true, false),
        ("2022-05-21", "2022-05", true, true),
        ("2022-05", "2022-06", false, false),
        ("../2022-04", "2022-04-30", true, false),
        ("../2022-04", "2022-05-01", false, false),
        ("2022-05-21/..", "2030", true, false),
    ];
    for (a, b, overlap, within) in table {
        assert_eq!(edtf(a).overlaps(&edtf(b)), overlap, "{a} {b}");
        assert_eq!(edtf(b).overlaps(&edtf(a)), overlap, "{b} {a}");
        assert_eq!(edtf(a).is_within(&edtf(b)), within, "{a} in {b}");
    }
}

#[test]
fn descriptions_are_as_precise_as_the_date() {
    let table = [
        ("2022-08-18", "Thursday 18 August 2022"),
        ("2022-08", "August 2022"),
        ("2016", "2016"),
        ("201X", "the 2010s"),
        ("2022-05~", "about May 2022"),
        ("2016-08?", "August 2016, uncertain"),
        ("2016-01-08~", "about Friday 8 January 2016"),
        ("2022-05-21/2022-05-22", "21 to 22 May 2022"),
        ("2022-06-30/2022-07-02", "30 June to 2 July 2022"),
        ("2022-12-30/2023-01-02", "30 December 2022 to 2 January 2023"),
        ("2022-04/2022-06", "April 2022 to June 2022"),
        ("../2023-12-09", "on or before 9 December 2023"),
        ("../2022-04", "in or before April 2022"),
        ("2022-04/..", "from April 2022 on"),
        ("2022-24", "winter 2022"),
        ("2022-33", "first quarter of 2022"),
        ("2016-XX-XX", "some day from 1 January 2016 to 31 December 2016"),
        ("2016-05-XX", "some day in May 2016"),
        ("2016-05-2X", "some day from 20 to 29 May 2016"),
    ];
    for (text, words) in table {
        assert_eq!(edtf(text).describe(), words, "{text}");
    }
}

#[test]
fn the_short_form_omits_what_repeats() {
    let table = [
        ("2022-05-21/2022-05-22", "2022-05-21/22"),
        ("2022-06-30/2022-07-02", "2022-06-30/07-02"),
        ("2022-12-30/2023-01-02", "2022-12-30/2023-01-02"),
        ("2022-05-21~/2022-05-22", "2022-05-21~/2022-05-22"),
        ("2022-05~", "2022-05~"),
    ];
    for (text, short) in table {
        assert_eq!(edtf(text).to_short_string(), short);
    }
}

#[test]
fn exact_means_a_day_without_a_qualifier() {
    for text in ["2022-08-18", "2022-05-21/2022-05-22"] {
        assert!(edtf(text).is_exact(), "{text}");
    }
    for text in ["2022-08", "2016-01-08~", "2022-05-21?", "2022-05-2X", "2022-05-21/..", "2022-05/2022-06-01"]
    {
        assert!(!edtf(text).is_exact(), "{text}");
    }
}

/// Texts in EDTF syntax, most of them valid dates.
fn any_text() -> impl Strategy<Value = String> {
    let year = prop_oneof![4 => "(19|20)[0-9]{2}", 1 => "[0-9]{4}", 1 => "20[0-9]X", 1 => "[12][0-9]XX"];
    let month = prop_oneof![6 => "0[1-9]|1[0-2]", 1 => "XX", 1 => "[01]X", 1 => "2[1-4]|3[3-6]|4[01]"];
    let day = prop_oneof![6 => "0[1-9]|1[0-9]|2[0-8]", 1 => "29|30|31", 1 => "XX", 1 => "[0-3]X"];
    let sign = prop_oneof![4 => "", 1 => "[~?%]"];
    let point =
        (year, proptest::option::of((month, proptest::option::of(day))), sign).prop_map(|(y, rest, sign)| {
            match rest {
                None => format!("{y}{sign}"),
                Some((m, None)) => format!("{y}-{m}{sign}"),
                Some((m, Some(d))) => format!("{y}-{m}-{d}{sign}"),
            }
        });
    let end = prop_oneof![4 => point.clone(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
    prop_oneof![3 => point, 2 => (end.clone(), end).prop_map(|(a, b)| format!("{a}/{b}"))]
}

fn any_date() -> impl Strategy<Value = Edtf> {
    any_text().prop_filter_map("no such day", |text| text.parse().ok())
}

proptest! {
    #[test]
    fn a_parsed_date_prints_as_written(text in any_text()) {
        if let Ok(date) = text.parse::<Edtf>() {
            prop_assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn a_printed_date_parses_to_itself(date in any_date()) {
        prop_assert_eq!(date.to_string().parse::<Edtf>(), Ok(date));
    }

    #[test]
    fn the_first_day_is_not_after_the_last(date in any_date()) {
        prop_assert!(date.earliest() <= date.latest());
    }

    #[test]
    fn the_order_is_total(a in any_date(), b in any_date(), c in any_date()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
        if a < b {
            prop_assert!(a.earliest() <= b.earliest());
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,24}") {
        if let Ok(date) = text.parse::<Edtf>() {
            let _ = (date.describe(), date.to_short_string(), date.earliest(), date.latest());
        }
    }
}

#[test]
fn prose_forms_have_days_and_months() {
    let table: [(&str, &[&str]); 7] = [
        ("2023-04-26", &["26 April 2023", "2023년 4월 26일"]),
        ("2023-04", &["April 2023", "2023년 4월"]),
        ("2023-04~", &["April 2023", "2023년 4월"]),
        ("../2022-12", &["December 2022", "2022년 12월"]),
        ("2022-05-31/2022-06-02", &["31 May 2022", "2022년 5월 31일", "2 June 2022", "2022년 6월 2일"]),
        ("2022", &[]),
        ("202X-04", &[]),
    ];
    for (date, want) in table {
        assert_eq!(date.parse::<Edtf>().unwrap().prose_forms(), want, "{date}");
    }
}

#[test]
fn halves_and_quarters_are_shown_and_typed_by_name() {
    let table = [
        ("2024-41", "2024-H2"),
        ("2024-33~", "2024-Q1~"),
        ("2024-21", "2024 spring"),
        ("../2024-41", "../2024-H2"),
        ("2024-33/2024-34", "2024-Q1/2024-Q2"),
        ("2024-08", "2024-08"),
        ("2022-05-21/2022-05-22", "2022-05-21/22"),
    ];
    for (date, short) in table {
        assert_eq!(date.parse::<Edtf>().unwrap().to_short_string(), short);
    }
    for (typed, date) in
        [("2024-h2", "2024-41"), ("2024-Q3", "2024-35"), ("2024-08", "2024-08"), ("2024-xx", "2024-XX")]
    {
        assert_eq!(Edtf::parse_user_input(typed).unwrap().to_string(), date);
    }
    for wrong in ["2024-H3", "H2", "24-Q1", "한2-H1"] {
        assert!(Edtf::parse_user_input(wrong).is_err(), "{wrong}");
    }
}
