//! Files of rates as their publishers, and the programs that they went through, really write them: what is certain is
//! taken to its last digit, everything else is named by line, column and reason, and nothing is wrong by a factor of
//! 1 000.

use std::path::Path;

use puente::exchange::rates::{RateError, RateFile, RateFormat, Unreadable, read};
use rust_decimal::Decimal;
use time::Date;
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 23);

/// A file as it lies on a disk, and what may come of it.
struct Sample {
    what: &'static str,
    text: &'static str,
    format: RateFormat,
    /// Line, currency, first day and units of each rate that is taken.
    taken: &'static [(usize, &'static str, &'static str, &'static str)],
    skipped: usize,
    rejected: &'static [(usize, &'static str, RateError)],
}

const IMF: RateFormat = RateFormat::Imf;
const TRM: RateFormat = RateFormat::Trm;
const ECB: RateFormat = RateFormat::Ecb;
const PLAIN: RateFormat = RateFormat::Plain;

const SAMPLES: &[Sample] = &[
    Sample {
        what: "IMF: another row shows that a comma groups thousands",
        text: "Date,Rate,Currency,Frequency,Source,Country code,Country\n\
               2022-12-31,\"4,255.44\",COP,A,IMF,CO,Colombia\n\
               2023-12-31,\"4,325\",COP,A,IMF,CO,Colombia\n",
        format: IMF,
        taken: &[(2, "COP", "2022-01-01", "4255.44"), (3, "COP", "2023-01-01", "4325")],
        skipped: 0,
        rejected: &[],
    },
    Sample {
        what: "IMF: nothing shows what the comma is",
        text: "Date,Rate,Currency,Frequency,Source,Country code,Country\n\
               2023-12-31,\"4,325\",COP,A,IMF,CO,Colombia\n\
               2023-12-31,0.924709622987356,EUR,A,IMF,U2,Euro Area\n",
        format: IMF,
        taken: &[(3, "EUR", "2023-01-01", "0.924709622987356")],
        skipped: 0,
        rejected: &[(2, "Rate", RateError::AmbiguousNumber)],
    },
    Sample {
        what: "IMF: the mark would be decimal, and the size that follows is not that of the others",
        text: "Date,Rate,Currency,Frequency,Source,Country code,Country\n\
               2022-12-31,4255.44,COP,A,IMF,CO,Colombia\n\
               2023-12-31,4.325,COP,A,IMF,CO,Colombia\n\
               2021-12-31,3744.243999,COP,A,IMF,CO,Colombia\n",
        format: IMF,
        taken: &[
            (2, "COP", "2022-01-01", "4255.44"),
            (4, "COP", "2021-01-01", "3744.243999"),
        ],
        skipped: 0,
        rejected: &[(3, "Rate", RateError::AmbiguousNumber)],
    },
    Sample {
        what: "IMF: saved again in Spanish, with semicolons, decimal commas and a byte order mark",
        text: "\u{feff}Fecha;Tasa;Moneda;Frecuencia;Fuente;Código de país;País\r\n\
               1976-12-31;34,695;COP;A;FMI;CO;Colombia\r\n\
               1977-12-31;36,7749;COP;A;FMI;CO;Colombia\r\n\
               2024-12-31;4.074,434;COP;A;FMI;CO;Colombia\r\n",
        format: IMF,
        taken: &[
            (2, "COP", "1976-01-01", "34.695"),
            (3, "COP", "1977-01-01", "36.7749"),
            (4, "COP", "2024-01-01", "4074.434"),
        ],
        skipped: 0,
        rejected: &[],
    },
    Sample {
        what: "IMF: its file mixes both ways of writing",
        text: "Date,Rate,Currency,Frequency,Source,Country code,Country\n\
               2021-12-31,\"3,744.24\",COP,A,IMF,CO,Colombia\n\
               2022-12-31,\"4.255,44\",COP,A,IMF,CO,Colombia\n\
               2023-12-31,\"4,325\",COP,A,IMF,CO,Colombia\n",
        format: IMF,
        taken: &[(2, "COP", "2021-01-01", "3744.24"), (3, "COP", "2022-01-01", "4255.44")],
        skipped: 0,
        rejected: &[(4, "Rate", RateError::AmbiguousNumber)],
    },
    Sample {
        what: "IMF: the average of a year that is not over, of a future one, scientific notation, none",
        text: "Date,Rate,Currency,Frequency,Source,Country code,Country\n\
               2026-12-31,4100.5,COP,A,IMF,CO,Colombia\n\
               2027-12-31,4100.5,COP,A,IMF,CO,Colombia\n\
               1960-12-31,6.8e-12,BRL,A,IMF,BR,Brazil\n\
               2023-12-31,N/A,COP,A,IMF,CO,Colombia\n\
               2023-12-31,89.5,AFN,A,IMF,AF,Afghanistan\n",
        format: IMF,
        taken: &[],
        skipped: 1,
        rejected: &[
            (2, "Date", RateError::NotOver),
            (3, "Date", RateError::InFuture),
            (4, "Rate", RateError::NotANumber),
            (5, "Rate", RateError::Missing),
        ],
    },
    Sample {
        what: "IMF: the last line is cut in its country, which would make it another country's",
        text: "Date,Rate,Currency,Frequency,Source,Country code,Country\n\
               2023-12-31,0.924709622987356,EUR,A,IMF,U2,Euro Area\n\
               2024-12-31,0.9243674472702668,EUR,A,IMF,U",
        format: IMF,
        taken: &[(2, "EUR", "2023-01-01", "0.924709622987356")],
        skipped: 0,
        rejected: &[(3, "", RateError::CellCount)],
    },
    Sample {
        what: "TRM: the portal's own writing, over a weekend",
        text: "VALOR,UNIDAD,VIGENCIADESDE,VIGENCIAHASTA\n\
               \"$4,008.70\",COP,23/08/2025,25/08/2025\n\"$4,012\",COP,26/08/2025,26/08/2025\n",
        format: TRM,
        taken: &[(2, "COP", "2025-08-23", "4008.70"), (3, "COP", "2025-08-26", "4012")],
        skipped: 0,
        rejected: &[],
    },
    Sample {
        what: "TRM: line ends of an old Macintosh, a decimal comma, headers with spaces, trailing columns",
        text: "Valor;Unidad;Vigencia desde;Vigencia hasta;;\r4008,70;COP;2025-08-23;2025-08-25;;\r\
               4012,5;COP;2025-08-26;2025-08-26;;\r",
        format: TRM,
        taken: &[(2, "COP", "2025-08-23", "4008.70"), (3, "COP", "2025-08-26", "4012.5")],
        skipped: 0,
        rejected: &[],
    },
    Sample {
        what: "TRM: thousands parted by ordinary, no-break and narrow no-break spaces and by apostrophes",
        text: "valor\tunidad\tvigenciadesde\tvigenciahasta\n\
               4 008,70\tCOP\t2025-08-23\t2025-08-25\n\
               4\u{a0}012,50\tCOP\t2025-08-26\t2025-08-26\n\
               4\u{202f}012,500\tCOP\t2025-08-27\t2025-08-27\n\
               4'013.25\tCOP\t2025-08-28\t2025-08-28\n\
               4 01 3,25\tCOP\t2025-08-29\t2025-08-29\n",
        format: TRM,
        taken: &[
            (2, "COP", "2025-08-23", "4008.70"),
            (3, "COP", "2025-08-26", "4012.50"),
            (4, "COP", "2025-08-27", "4012.500"),
            (5, "COP", "2025-08-28", "4013.25"),
        ],
        skipped: 0,
        rejected: &[(6, "valor", RateError::NotANumber)],
    },
    Sample {
        what: "TRM: zero, below zero, a future day, too many days, doubled, doubled with another value, a blank line",
        text: "valor,unidad,vigenciadesde,vigenciahasta\n\
               0,COP,2025-08-01,2025-08-01\n-4008.70,COP,2025-08-02,2025-08-02\n\
               4008.70,COP,2026-11-24,2026-11-24\n4008.70,COP,2025-08-01,2025-08-31\n\n\
               4008.70,COP,2025-08-04,2025-08-04\n4008.70,COP,2025-08-04,2025-08-04\n\
               4010.70,COP,2025-08-05,2025-08-05\n40107.0,COP,2025-08-05,2025-08-05\n",
        format: TRM,
        taken: &[(7, "COP", "2025-08-04", "4008.70")],
        skipped: 1,
        rejected: &[
            (2, "valor", RateError::NotPositive),
            (3, "valor", RateError::NotPositive),
            (4, "vigenciadesde", RateError::InFuture),
            (5, "vigenciahasta", RateError::PeriodTooLong),
            (9, "valor", RateError::Contradiction),
            (10, "valor", RateError::Contradiction),
        ],
    },
    Sample {
        what: "TRM: the file ends in the middle of a date",
        text: "valor,unidad,vigenciadesde,vigenciahasta\n\
               4008.70,COP,2025-08-23,2025-08-25\n4012.50,COP,2025-08-26,2025-08-2",
        format: TRM,
        taken: &[(2, "COP", "2025-08-23", "4008.70")],
        skipped: 0,
        rejected: &[(3, "vigenciahasta", RateError::BadDate)],
    },
    Sample {
        what: "ECB: its history, with N/A, a trailing comma and three decimals",
        text: "Date,USD,JPY,CYP,\n2026-10-30,1.1172,175.68,0.58,\n2026-10-29,1.113,175.92,N/A,\n",
        format: ECB,
        taken: &[
            (2, "EUR", "2026-10-30", "0.895094880057"),
            (2, "JPY", "2026-10-30", "157.250268528464"),
            (3, "EUR", "2026-10-29", "0.898472596586"),
            (3, "JPY", "2026-10-29", "158.059299191375"),
        ],
        skipped: 0,
        rejected: &[],
    },
    Sample {
        what: "ECB: one day alone does not show what its mark is",
        text: "Date,USD,JPY\n2026-10-29,1.113,175.92\n2026-11-24,1.1172,175.92\n2026-10-28,1.1172,\"175,921\"\n",
        format: ECB,
        taken: &[
            (2, "EUR", "2026-10-29", "0.898472596586"),
            (2, "JPY", "2026-10-29", "158.059299191375"),
            (4, "EUR", "2026-10-28", "0.895094880057"),
        ],
        skipped: 0,
        rejected: &[
            (3, "Date", RateError::InFuture),
            // A comma that groups would make it a thousand times the others.
            (4, "JPY", RateError::AmbiguousNumber),
        ],
    },
    Sample {
        what: "ECB: a line that was cut before its last columns",
        text: "Date,USD,JPY,MXN,\n2026-10-30,1.1172,175.68,21.1237,\n2026-10-29,1.1130,175.92,21.1",
        format: ECB,
        taken: &[
            (2, "EUR", "2026-10-30", "0.895094880057"),
            (2, "JPY", "2026-10-30", "157.250268528464"),
            (2, "MXN", "2026-10-30", "18.907715717866"),
        ],
        skipped: 0,
        rejected: &[(3, "", RateError::CellCount)],
    },
    Sample {
        what: "our own: its header and kinds in Spanish, decimal commas, a source with a separator in it",
        text: "moneda;clase;desde;hasta;unidades por dólar;fuente\r\n\
               COP;anual;2023-01-01;;4325,955;\"Banco de la República; serie 1.1\"\r\n\
               COP;mensual;2024-02-01;2024-02-29;3.931,85;DANE\r\n\
               COP;diaria;2024-02-03;;3.912;DANE\r\n",
        format: PLAIN,
        taken: &[
            (2, "COP", "2023-01-01", "4325.955"),
            (3, "COP", "2024-02-01", "3931.85"),
            (4, "COP", "2024-02-03", "3912"),
        ],
        skipped: 0,
        rejected: &[],
    },
    Sample {
        what: "our own: periods that are none, more cells than the header, unknown words",
        text: "currency,kind,valid_from_on,valid_to_on,units_per_usd\n\
               COP,monthly,2024-02-01,2024-03-01,3931.85\nCOP,annual,2024-02-01,2025-01-31,4074.43\n\
               COP,monthly,2026-11-01,2026-11-30,3931.85\nCOP,annual,2023-01-01,,4325,95\n\
               COP,weekly,2023-01-01,,4325.95\nPESO,annual,2023-01-01,,4325.95\nPAB,annual,2023-01-01,,1\n",
        format: PLAIN,
        taken: &[],
        skipped: 1,
        rejected: &[
            (2, "valid_to_on", RateError::NotAMonth),
            (3, "valid_to_on", RateError::NotAYear),
            (4, "valid_to_on", RateError::NotOver),
            (5, "", RateError::CellCount),
            (6, "kind", RateError::UnknownKind),
            (7, "currency", RateError::UnknownCurrency),
        ],
    },
    Sample {
        what: "our own: very long numbers",
        text: "currency,kind,valid_from_on,valid_to_on,units_per_usd\n\
               COP,annual,2021-01-01,,3744.2439999999999999999999\n\
               COP,annual,2022-01-01,,4255.4400000000000000000000000000000001\n\
               COP,annual,2023-01-01,,43259550000000000000000000000000000000\n",
        format: PLAIN,
        taken: &[(2, "COP", "2021-01-01", "3744.2439999999999999999999")],
        skipped: 0,
        rejected: &[
            (3, "units_per_usd", RateError::TooPrecise),
            (4, "units_per_usd", RateError::OutOfRange),
        ],
    },
    Sample {
        what: "our own: the file ends in the middle of a number",
        text: "currency,kind,valid_from_on,valid_to_on,units_per_usd\n\
               COP,annual,2021-01-01,,3744.24\nCOP,annual,2022-01-01,,4255.44\nCOP,annual,2023-01-01,,432",
        format: PLAIN,
        taken: &[(2, "COP", "2021-01-01", "3744.24"), (3, "COP", "2022-01-01", "4255.44")],
        skipped: 0,
        rejected: &[(4, "units_per_usd", RateError::MayBeCut)],
    },
    Sample {
        what: "our own: a last line without an end that is whole",
        text: "currency,kind,valid_from_on,valid_to_on,units_per_usd\n\
               COP,annual,2021-01-01,,3744.24\nCOP,annual,2022-01-01,,4255.44",
        format: PLAIN,
        taken: &[(2, "COP", "2021-01-01", "3744.24"), (3, "COP", "2022-01-01", "4255.44")],
        skipped: 0,
        rejected: &[],
    },
];

fn day(text: &str) -> Date {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(text, &format).expect("a day")
}

#[test]
fn every_file_gives_what_is_certain_and_names_the_rest() {
    assert!(SAMPLES.len() >= 15);
    for sample in SAMPLES {
        let file = read(sample.text.as_bytes(), None, "a file of a test", TODAY);
        let file = file.unwrap_or_else(|error| panic!("{}: {error}", sample.what));
        let taken: Vec<_> = file.rows.iter().map(shown).collect();
        let expected: Vec<(usize, &str, Date, String)> = sample
            .taken
            .iter()
            .map(|(line, currency, from, units)| (*line, *currency, day(from), (*units).to_owned()))
            .collect();
        assert_eq!(taken, expected, "{}", sample.what);
        let rejected: Vec<_> = file
            .rejected
            .iter()
            .map(|one| (one.line, one.column, one.reason))
            .collect();
        assert_eq!(rejected, sample.rejected, "{}", sample.what);
        assert_eq!(
            (file.format, file.skipped),
            (sample.format, sample.skipped),
            "{}",
            sample.what
        );
    }
}

fn shown(row: &puente::exchange::rates::RateRow) -> (usize, &'static str, Date, String) {
    (
        row.line,
        row.currency.code(),
        row.valid_from_on,
        row.units_per_usd.to_string(),
    )
}

#[test]
fn a_file_cut_anywhere_never_gives_a_rate_that_the_whole_file_does_not_give() {
    // Where numbers stand last on their line, the end of a file can lie within one.
    for sample in SAMPLES {
        let whole = read(sample.text.as_bytes(), None, "test", TODAY).expect("readable");
        let known: Vec<_> = whole.rows.iter().map(shown).collect();
        // A line that only its own end, or a later line, spoils.
        let spoiled_later = |row: &(usize, &str, Date, String)| {
            whole.rejected.iter().any(|one| {
                one.line == row.0
                    && matches!(
                        one.reason,
                        RateError::Contradiction | RateError::CellCount | RateError::TooPrecise
                    )
            })
        };
        for (cut, _) in sample.text.char_indices() {
            let Ok(file) = read(&sample.text.as_bytes()[..cut], None, "test", TODAY) else {
                continue;
            };
            for row in file.rows.iter().map(shown) {
                let right = known.iter().find(|one| (one.0, one.1) == (row.0, row.1));
                let Some(right) = right else {
                    assert!(spoiled_later(&row), "{}, cut at {cut}: {row:?}", sample.what);
                    continue;
                };
                let units = |text: &str| text.parse::<Decimal>().expect("units");
                let (least, most) = (units(&right.3) / Decimal::TWO, units(&right.3) * Decimal::TWO);
                let read = units(&row.3);
                assert!(least < read && read < most, "{}, cut at {cut}: {row:?}", sample.what);
            }
        }
    }
}

#[test]
fn a_file_that_cannot_be_trusted_at_all_is_refused_whole() {
    let table = [
        ("\u{feff}\r\n;;\r\n", Unreadable::Empty),
        ("Date,Rate,Currency,Frequency,Country code\n", Unreadable::NoRows),
        ("<!DOCTYPE html>\n<html>", Unreadable::UnknownHeader),
        (
            "Fecha,Date,USD\n2026-10-30,2026-10-30,1.1172\n",
            Unreadable::RepeatedColumn,
        ),
        (
            "Date,USD\n2026-10-30,\"1.1172\n2026-10-29,1.1130\n",
            Unreadable::OpenQuote,
        ),
        (
            "valor,vigenciadesde,vigenciahasta\n4008.70,08/23/2025,08/25/2025\n",
            Unreadable::MonthFirst,
        ),
    ];
    for (text, error) in table {
        assert_eq!(read(text.as_bytes(), None, "test", TODAY), Err(error), "{text:?}");
    }
}

#[test]
fn the_rate_file_of_the_imf_gives_each_year_and_nothing_wrong_by_a_factor_of_a_thousand() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/geography/imf_annual_rates.csv");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("SKIPPED: {} is not there", path.display());
        return;
    };
    let file: RateFile = read(&bytes, None, "IMF", TODAY).expect("readable");
    assert_eq!((file.rows.len(), file.rejected.len()), (101, 0));
    for code in ["COP", "EUR"] {
        let mut years: Vec<_> = file.rows.iter().filter(|row| row.currency.code() == code).collect();
        years.sort_by_key(|row| row.valid_from_on);
        for pair in years.windows(2) {
            let ratio = pair[1].units_per_usd / pair[0].units_per_usd;
            assert!(
                ratio > Decimal::new(5, 1) && ratio < Decimal::TWO,
                "{code} {}",
                pair[1].valid_from_on
            );
        }
    }
    let pesos = |year: i32| {
        let row = file
            .rows
            .iter()
            .find(|row| row.currency.code() == "COP" && row.valid_from_on.year() == year);
        row.map(|row| row.units_per_usd.to_string())
    };
    assert_eq!(
        pesos(1960).as_deref(),
        Some("6.635"),
        "the file itself shows that its point is decimal"
    );
    assert!(pesos(2023).is_some_and(|units| units.starts_with("4325.9")));
}
