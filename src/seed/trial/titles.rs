//! What the invented projects are called and about: works as there are along the border, with a place and a number.

use crate::domain::pillar::Pillar;
use crate::seed::trial::draw::Draw;

/// A kind of work: its name in Spanish and English, and the aim it serves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work {
    pub es: &'static str,
    pub en: &'static str,
    pub pillar: Pillar,
}

const fn work(es: &'static str, en: &'static str, pillar: Pillar) -> Work {
    Work { es, en, pillar }
}

use Pillar::{Jobs, PovertyReduction, PublicServices, SustainableEconomy};

const WORKS: [Work; 40] = [
    work("Acueducto veredal", "Village water supply", PublicServices),
    work("Alcantarillado sanitario", "Sewerage", PublicServices),
    work("Planta de agua potable", "Drinking water plant", PublicServices),
    work("Puesto de salud", "Health post", PublicServices),
    work(
        "Centro de salud con parto humanizado",
        "Health centre with maternity care",
        PublicServices,
    ),
    work(
        "Escuela primaria de seis aulas",
        "Primary school of six classrooms",
        PublicServices,
    ),
    work(
        "Internado para jóvenes rurales",
        "Boarding school for rural youth",
        PublicServices,
    ),
    work("Muelle fluvial", "River pier", PublicServices),
    work("Puente peatonal", "Footbridge", PublicServices),
    work("Puente vehicular", "Road bridge", PublicServices),
    work("Camino de producción", "Farm road", SustainableEconomy),
    work("Placa huella", "Track-slab road", SustainableEconomy),
    work("Microcentral hidroeléctrica", "Micro hydropower plant", PublicServices),
    work("Paneles solares comunitarios", "Community solar panels", PublicServices),
    work("Internet comunitario", "Community internet", PublicServices),
    work("Biblioteca pública", "Public library", PublicServices),
    work("Casa de la cultura", "House of culture", PovertyReduction),
    work("Comedor escolar", "School canteen", PovertyReduction),
    work("Viviendas palafíticas", "Stilt houses", PovertyReduction),
    work("Mejoramiento de vivienda", "Home improvement", PovertyReduction),
    work("Huertas familiares", "Family gardens", PovertyReduction),
    work("Titulación de predios", "Land titling", PovertyReduction),
    work(
        "Casa de acogida para migrantes",
        "Shelter for migrants",
        PovertyReduction,
    ),
    work(
        "Atención a la primera infancia",
        "Early childhood care",
        PovertyReduction,
    ),
    work("Estufas eficientes", "Efficient stoves", PovertyReduction),
    work("Beneficiadero de cacao", "Cocoa processing plant", Jobs),
    work("Centro de acopio de plátano", "Plantain collection centre", Jobs),
    work(
        "Cuarto frío para pescadores artesanales",
        "Cold store for small-scale fishers",
        Jobs,
    ),
    work("Taller de carpintería", "Carpentry workshop", Jobs),
    work("Escuela taller de oficios", "Trade school", Jobs),
    work(
        "Crédito para mujeres emprendedoras",
        "Credit for women entrepreneurs",
        Jobs,
    ),
    work("Mercado campesino", "Farmers' market", Jobs),
    work("Posadas turísticas comunitarias", "Community guest houses", Jobs),
    work("Astillero de lanchas", "Boatyard", Jobs),
    work("Restauración de manglares", "Mangrove restoration", SustainableEconomy),
    work(
        "Vivero de especies nativas",
        "Nursery of native species",
        SustainableEconomy,
    ),
    work(
        "Manejo comunitario del bosque",
        "Community forest management",
        SustainableEconomy,
    ),
    work("Relleno sanitario", "Sanitary landfill", SustainableEconomy),
    work("Criadero de peces", "Fish farm", SustainableEconomy),
    work(
        "Alerta temprana de crecientes",
        "Early warning of floods",
        SustainableEconomy,
    ),
];

const HAMLETS: [&str; 30] = [
    "La Loma",
    "El Tigre",
    "Bocachica",
    "La Esperanza",
    "Nueva Unión",
    "Alto Bonito",
    "La Ceiba",
    "Las Palmas",
    "El Salto",
    "Río Sucio Arriba",
    "Caño Seco",
    "Playona",
    "El Carmelo",
    "Santa Rosa",
    "Los Mangos",
    "La Travesía",
    "Brazo Largo",
    "Peñitas",
    "El Guayabo",
    "Puerto Rico",
    "Villa Nueva",
    "La Trinidad",
    "Tres Bocas",
    "Cerro Azul",
    "El Ceibal",
    "Bajo Grande",
    "La Florida",
    "Monte Verde",
    "San Isidro",
    "Agua Clara",
];

/// Title and description of a project in both languages, and its aim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Titled {
    pub title_es: String,
    pub title_en: String,
    pub description_es: String,
    pub description_en: String,
    pub pillar: Pillar,
}

/// What project `number` at a place is called: no two are called the same.
pub(super) fn titled(number: usize, place: &str) -> Titled {
    let mut draw = Draw::of(number, 2);
    let Work { es, en, pillar } = WORKS[draw.below(WORKS.len())];
    let hamlet = HAMLETS[draw.below(HAMLETS.len())];
    let homes = draw.between(18, 940);
    let months = draw.between(8, 40);
    let lot = number + 1;
    Titled {
        title_es: format!("{es} de {hamlet}, {place} (lote {lot})"),
        title_en: format!("{en} of {hamlet}, {place} (lot {lot})"),
        description_es: format!(
            "Proyecto inventado para probar el registro con muchos datos. {es} para {homes} hogares de {hamlet}, en \
             {place}, con diseños, obra, interventoría y formación de la junta que queda a cargo, en {months} meses."
        ),
        description_en: format!(
            "An invented project to try the registry with much data. {en} for {homes} homes of {hamlet}, in {place}, \
             with designs, works, supervision and training of the board that will run it, in {months} months."
        ),
        pillar,
    }
}

/// Lines of a budget in both languages.
pub(super) const LINES: [(&str, &str); 5] = [
    ("Obra civil", "Civil works"),
    ("Estudios y diseños", "Studies and designs"),
    ("Equipos e insumos", "Equipment and supplies"),
    ("Interventoría", "Supervision"),
    ("Formación de la comunidad", "Training of the community"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::project::facts::{DESCRIPTION_LENGTH_MIN, TITLE_LENGTH_MAX, TITLE_LENGTH_MIN};

    #[test]
    fn no_two_projects_are_called_the_same_and_all_pass_the_gate() {
        let mut seen = BTreeSet::new();
        for number in 0..5_000 {
            let titled = titled(number, "San José de Apartadó");
            for title in [&titled.title_es, &titled.title_en] {
                assert!(
                    (TITLE_LENGTH_MIN..=TITLE_LENGTH_MAX).contains(&title.chars().count()),
                    "{title}"
                );
            }
            assert!(titled.description_es.chars().count() >= DESCRIPTION_LENGTH_MIN);
            assert!(seen.insert(titled.title_es));
        }
    }
}
