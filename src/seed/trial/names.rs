//! What the invented organisations are called.

use crate::domain::organisation::Class;

/// An organisation's names, class and IATI type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub name_es: String,
    pub name_en: String,
    pub class: Class,
    pub iati_type: &'static str,
}

const KINDS: [(&str, &str, Class, &str); 12] = [
    ("Fundación", "Foundation", Class::CivilSociety, "60"),
    ("Banco", "Bank", Class::FinancialInstitution, "72"),
    ("Asociación", "Association", Class::CivilSociety, "22"),
    ("Alcaldía", "Municipality", Class::DomesticPublic, "15"),
    ("Agencia de Cooperación", "Cooperation Agency", Class::Cooperation, "10"),
    ("Constructora", "Builders", Class::PrivateSector, "70"),
    ("Corporación", "Corporation", Class::CivilSociety, "24"),
    ("Caja de Crédito", "Credit Union", Class::FinancialInstitution, "72"),
    ("Fondo Multilateral", "Multilateral Fund", Class::Multilateral, "40"),
    ("Gobernación", "Provincial Government", Class::DomesticPublic, "15"),
    ("Empresa", "Company", Class::PrivateSector, "70"),
    ("Cooperativa", "Cooperative", Class::CivilSociety, "22"),
];

const OF: [(&str, &str); 25] = [
    ("del Manglar", "of the Mangrove"),
    ("de la Ceiba", "of the Ceiba"),
    ("del Guayacán", "of the Guayacan"),
    ("del Tagua", "of the Ivory Palm"),
    ("de la Garza", "of the Heron"),
    ("del Delfín", "of the Dolphin"),
    ("de la Tortuga", "of the Turtle"),
    ("del Jaguar", "of the Jaguar"),
    ("del Colibrí", "of the Hummingbird"),
    ("de la Guacamaya", "of the Macaw"),
    ("del Puente Viejo", "of the Old Bridge"),
    ("de los Tres Ríos", "of the Three Rivers"),
    ("del Cerro Pirre", "of Mount Pirre"),
    ("de la Serranía", "of the Range"),
    ("de la Ensenada", "of the Inlet"),
    ("del Golfo", "of the Gulf"),
    ("de la Orilla", "of the Shore"),
    ("del Alba", "of the Dawn"),
    ("de la Cosecha", "of the Harvest"),
    ("del Cacao", "of the Cocoa"),
    ("del Plátano", "of the Plantain"),
    ("de la Lluvia", "of the Rain"),
    ("del Sol Naciente", "of the Rising Sun"),
    ("de la Piragua", "of the Dugout"),
    ("del Tambor", "of the Drum"),
];

/// What organisation `number` is called: no two are called the same.
pub(super) fn organisation(number: usize) -> Named {
    let (kind_es, kind_en, class, iati_type) = KINDS[number % KINDS.len()];
    let (of_es, of_en) = OF[number / KINDS.len() % OF.len()];
    let round = number / (KINDS.len() * OF.len());
    let ordinal = if round == 0 {
        String::new()
    } else {
        format!(" {}", round + 1)
    };
    Named {
        name_es: format!("{kind_es} {of_es}{ordinal} (demostración)"),
        name_en: format!("{kind_en} {of_en}{ordinal} (demonstration)"),
        class,
        iati_type,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_organisations_are_called_the_same() {
        let names: BTreeSet<String> = (0..2_000).map(|number| organisation(number).name_es).collect();
        assert_eq!(names.len(), 2_000);
    }
}
