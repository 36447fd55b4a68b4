use super::*;

const TODAY: Date = time::macros::date!(2026 - 11 - 23);
const TRM: &str = "valor,unidad,vigenciadesde,vigenciahasta\n";
const PLAIN: &str = "currency,kind,valid_from_on,valid_to_on,units_per_usd\n";

fn read_text(text: &str) -> Result<RateFile, Unreadable> {
    read(text.as_bytes(), None, "test", TODAY)
}

#[test]
fn each_form_is_known_by_its_header_in_any_case_and_order() {
    let table = [
        (
            "\u{feff}VigenciaHasta, VALOR ,Unidad,vigenciadesde\n2023-06-01,4400.5,COP,2023-06-01",
            RateFormat::Trm,
        ),
        ("date , usd\r\n\r\n2023-06-01,1.07\r\n", RateFormat::Ecb),
        (
            "Country code;Rate;Currency;Frequency;Date\nCO;4325,955;COP;A;2023-12-31",
            RateFormat::Imf,
        ),
        (
            "KIND\tunits_per_usd\tcurrency\tvalid_to_on\tvalid_from_on\rannual\t4325,95\tCOP\t\t2023-01-01\r",
            RateFormat::Plain,
        ),
    ];
    for (text, format) in table {
        let file = read_text(text).unwrap();
        assert_eq!(
            (file.format, file.rows.len(), file.rejected.len()),
            (format, 1, 0),
            "{text:?}"
        );
        assert_eq!(read(text.as_bytes(), Some(format), "test", TODAY), Ok(file));
    }
}

#[test]
fn a_file_that_cannot_be_trusted_is_refused_whole() {
    let table = [
        ("", Unreadable::Empty),
        ("\u{feff}\n,,\n\n", Unreadable::Empty),
        ("a\0b", Unreadable::NotText),
        (TRM, Unreadable::NoRows),
        ("valor,unidad,vigenciadesde,vigenciahasta\n,,,\n\n", Unreadable::NoRows),
        ("valor,unidad\n4400.5,COP", Unreadable::UnknownHeader),
        ("Date,USD,JPY,usd\n2023-06-01,1.07,149,1.08", Unreadable::RepeatedColumn),
        ("Date,USD\n2023-06-01,\"1.07\n2023-06-02,1.08\n", Unreadable::OpenQuote),
        (
            "Date,USD,Note\n2023-06-01,1.07,\"a\n2023-06-02,1.08,b\"\n",
            Unreadable::OpenQuote,
        ),
    ];
    for (text, unreadable) in table {
        assert_eq!(read_text(text), Err(unreadable), "{text:?}");
    }
    assert_eq!(
        read(b"Date,USD\n2023-06-01,\xff", None, "test", TODAY),
        Err(Unreadable::NotText)
    );
    let chosen = read(b"Date,USD\n2023-06-01,1.07", Some(RateFormat::Trm), "test", TODAY);
    assert_eq!(chosen, Err(Unreadable::OtherFormat));
}

#[test]
fn a_file_of_too_many_rates_is_refused() {
    let row = ",,X,,\n";
    let most = format!("Date,Rate,Currency,Frequency,Country code\n{}", row.repeat(ROWS_MAX));
    assert_eq!(read_text(&most).map(|file| file.skipped), Ok(ROWS_MAX));
    assert_eq!(read_text(&format!("{most}{row}")), Err(Unreadable::TooManyRows));
}

#[test]
fn a_repeat_is_skipped_and_of_a_contradiction_nothing_is_taken() {
    let text = format!(
        "{PLAIN}\nCOP,daily,2023-06-01,,4400.50\r\n\r\ncop,Daily,2023-06-01,2023-06-01,4400.5\n\
         COP,daily,2023-06-01,,4.40051\nCOP,daily,2023-06-01,2023-06-02,4400.5\nCOP,monthly,2023-06-01,,4400.51\n"
    );
    let file = read_text(&text).unwrap();
    let contradiction = |line, other| Rejected {
        line,
        column: "units_per_usd",
        reason: RateError::Contradiction,
        other_line: Some(other),
    };
    assert_eq!(file.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [8]);
    assert_eq!(file.skipped, 1);
    assert_eq!(
        file.rejected,
        [contradiction(3, 6), contradiction(6, 3), contradiction(7, 3)]
    );
}

#[test]
fn a_cell_under_no_name_spoils_its_line_only() {
    let text = format!("{PLAIN}COP,annual,2023-01-01,,4325,95\nCOP,annual,2023-01-01,,4325.95,,\n");
    let file = read_text(&text).unwrap();
    assert_eq!(file.rows.len(), 1);
    assert_eq!(
        (file.rejected[0].line, file.rejected[0].column, file.rejected[0].reason),
        (2, "", RateError::CellCount)
    );
}
