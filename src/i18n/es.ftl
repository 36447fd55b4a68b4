brand = Puente
brand-tagline = Registro público de proyectos y promesas en la frontera de Colombia y Panamá
skip-to-content = Ir al contenido
demo-banner = Demostración: los aliados, las promesas y los montos registrados aquí son inventados.
language-switch = English
nav-label = Secciones
nav-menu = Menú
nav-account = Entrar
nav-account-label = Su cuenta
sign-out = Salir
breadcrumbs-label = Ruta
footer-licence = Los datos son públicos: puede copiarlos y usarlos si cita a Puente (CC BY 4.0).
footer-as-of = Datos al { $date }.
footer-data-version = Versión de los datos: { $version }.
footer-address = Esta página:
field-optional = (opcional)
field-error-prefix = Error:
error-summary-title = Revise estos datos antes de continuar
search-button = Buscar
figure-unknown = sin dato
facets-title = Filtrar
facets-clear = Quitar todos los filtros
facet-remove = Quitar el filtro
pager-label = Páginas
pager-prev = Anteriores
pager-next = Siguientes
table-scroll-hint = Deslice la tabla hacia los lados para ver todas las columnas.
event-number = Hecho { $number }
step-done = (cumplido)

## How each figure is worked out
methodology-title = Cómo se calcula cada cifra
methodology-description = Qué cuenta Puente, qué no cuenta y cómo puede usted rehacer la cuenta.
methodology-lede = Esta página dice qué cuenta Puente, qué no cuenta y cómo puede usted rehacer la cuenta.
methodology-contents = En esta página
methodology-not-yet = Los acuerdos firmados y los pagos todavía no se registran aquí.
methodology-not-yet-detail = Puente ya tiene las palabras y las columnas para ellos, pero todavía no se pueden anotar. Un 0 en «firmado» o en «recibido» no quiere decir que nadie haya firmado o pagado. Quiere decir que Puente todavía no lo registra.
methodology-short = En pocas palabras
methodology-short-verified = Solo cuentan las promesas de aporte (no vinculantes) que están verificadas y publicadas. Una promesa no es un contrato ni un pago.
methodology-short-apart = Prometido, firmado y recibido van lado a lado. Nunca se suman.
methodology-short-gap = Una promesa no reduce lo que está por financiar. Solo lo reduce un acuerdo firmado.
methodology-short-rate = Lo que no se puede convertir a dólares va aparte, en su moneda. Nunca se cuenta como 0.
methodology-short-boundary = Toda cifra es de algo: del plan, de un país, de un lugar, de un proyecto. Cuando la cite, diga de qué es.
methodology-figures = Las cifras
methodology-requirement = Costo del proyecto
methodology-requirement-text = La suma de las líneas de su presupuesto, en una sola moneda. Cuentan los proyectos registrados, menos los borradores y los cancelados.
methodology-pledged = Prometido
methodology-pledged-text = La suma de las promesas de dinero verificadas y publicadas. Si una promesa se retira o vence después, esta cifra no baja: lo que se prometió queda a la vista.
methodology-outstanding = Por firmar
methodology-outstanding-text = Lo prometido, menos lo retirado y lo vencido; también menos lo firmado, cuando se registren acuerdos. Es la parte de las promesas que sigue en pie.
methodology-committed = Firmado
methodology-committed-text = Obligaciones firmes y por escrito, con la fecha de su firma. La aprobación de una junta directiva no es una firma. Todavía no se registra.
methodology-paid = Recibido
methodology-paid-text = Pagos que confirma quien los recibe. Lo que solo declara quien paga va aparte. Todavía no se registra.
methodology-gap = Por financiar
methodology-gap-text = El costo del proyecto menos lo firmado. Nunca baja de cero.
methodology-in-kind = En especie
methodology-in-kind-text = Bienes y asistencia técnica, con el valor que les da quien los ofrece. No se suman al dinero. Lo que se retira o vence se resta.
methodology-guarantees = Garantías
methodology-guarantees-text = No son dinero en efectivo y no se suman al dinero. Lo que se retira o vence se resta.
methodology-once = El dinero se cuenta una sola vez
methodology-once-steps = El mismo dinero puede dar tres pasos: promesa, acuerdo firmado y pago. Cada paso tiene su cifra. Si las suma, cuenta el mismo dinero dos o tres veces.
methodology-once-target = Una promesa va a una sola cosa: un proyecto, un lugar, un eje o todo el plan. Se cuenta una vez, en ese nivel. No la repartimos entre proyectos por nuestra cuenta.
methodology-once-rows = Los hechos del dinero no se editan ni se borran. Un retiro o un vencimiento es un hecho nuevo que resta; el primero queda.
methodology-verification = Qué significa «verificada»
methodology-verification-means = Verificar es comprobar que la promesa se hizo: quién promete, cuánto, para qué y desde cuándo. Lo hace una gestora o un gestor del programa, según el país.
methodology-verification-eyes = Quien escribió o envió una promesa no puede verificarla. Siempre intervienen dos personas. Es el control de cuatro ojos, y la base de datos también lo exige.
methodology-verification-not = Verificar no quiere decir:
methodology-verification-not-money = que el dinero ya esté disponible, firmado o entregado;
methodology-verification-not-vetted = que Puente haya investigado a quien promete o el origen de su dinero;
methodology-verification-not-kept = que la promesa se vaya a cumplir.
methodology-verification-embargo = Una promesa puede llevar una fecha de publicación (embargo). Hasta ese día no se publica ni se cuenta, aunque ya esté verificada.
methodology-states = Los estados de una promesa
methodology-states-state = Estado
methodology-states-meaning = Qué significa
methodology-states-figures = En las cifras
methodology-states-out = No se publica ni se cuenta
methodology-states-in = Se publica y se cuenta, salvo embargo
methodology-states-ended = Sigue en «prometido»; sale de «por firmar»
methodology-state-draft = Borrador
methodology-state-draft-text = Todavía se está escribiendo.
methodology-state-submitted = Enviada
methodology-state-submitted-text = Espera la respuesta del programa.
methodology-state-returned = Devuelta
methodology-state-returned-text = El programa pide un cambio y dice por qué.
methodology-state-declined = Rechazada
methodology-state-declined-text = El programa no la acepta y dice por qué.
methodology-state-verified = Verificada
methodology-state-verified-text = Se comprobó que la promesa se hizo.
methodology-state-withdrawn = Retirada
methodology-state-withdrawn-text = Quien la hizo la retiró. La razón es pública.
methodology-state-lapsed = Vencida
methodology-state-lapsed-text = Dejó de valer sin que se firmara. La razón es pública.
methodology-gap-rules = Cómo se calcula lo que está por financiar
methodology-gap-open = Cuentan solo los proyectos registrados que buscan financiación o están en ejecución.
methodology-gap-suspended = Un proyecto suspendido no suma. Si se reanuda, vuelve a contar.
methodology-gap-sum = Lo que está por financiar en un lugar, en un eje o en el plan es la suma de lo que falta en cada proyecto. Lo que le sobra a uno no cubre a otro.
methodology-gap-currency = Lo que le falta a un proyecto se mide en la moneda de su presupuesto. Para sumar, se pasa a dólares con la tasa del día del presupuesto.
methodology-gap-today = Mientras no se registren acuerdos firmados, lo que está por financiar en un proyecto abierto es igual a su costo.
methodology-example = Un ejemplo inventado
methodology-example-note = Las promesas cambian; lo que está por financiar, no.
methodology-example-step = Qué pasa
methodology-example-start = El proyecto busca financiación
methodology-example-pledge = Se verifica una promesa de USD 40 000
methodology-example-withdrawal = El aliado retira su promesa
methodology-dollars = Cómo se pasa a dólares
methodology-dollars-why = Cada monto guarda su moneda. El dólar de los Estados Unidos (USD) sirve solo para comparar y sumar.
methodology-dollars-once = Una promesa se convierte una sola vez, con la tasa del día en que se hizo. El costo de un proyecto, con la del día de su presupuesto.
methodology-dollars-rates = Cada tasa tiene fecha y fuente. Se usa la del día o, si falta, la última de los siete días anteriores. Si tampoco la hay, el promedio del mes; después, el del año.
methodology-dollars-balboa = El balboa (PAB) vale lo mismo que el dólar.
methodology-dollars-rounding = Se redondea al centavo. La mitad exacta va al centavo par.
methodology-dollars-back = Lo que se retira o vence se resta con la tasa de su promesa.
methodology-dollars-missing = Si no hay tasa, el monto queda «sin convertir»: se muestra aparte, en su moneda, y no entra en el total en dólares.
methodology-outside = Qué no entra en los totales de dinero
methodology-outside-unverified = Las promesas en borrador, enviadas, devueltas o rechazadas, y las verificadas que están bajo embargo.
methodology-outside-in-kind = Los bienes, la asistencia técnica y las garantías: tienen sus propias columnas.
methodology-outside-rate = Lo que está sin convertir: va aparte, por moneda.
methodology-outside-documented = Los montos de los proyectos documentados.
methodology-outside-area = En los totales por lugar, la parte de un proyecto que cae fuera del área: figura aparte, como «fuera del área».
methodology-shares = Porcentajes y repartos
methodology-shares-hundred = Cada proyecto registrado reparte su dinero por sectores y, si se sabe, por lugares. Cada reparto suma exactamente 100 %.
methodology-shares-unsplit = Si un proyecto tiene varios lugares y no se sabe cuánto va a cada uno, su monto figura como «sin repartir». Lo mismo vale para las promesas a un eje o a todo el plan.
methodology-shares-remainder = Al repartir, los centavos que sobran van a las partes con el mayor resto. Así las partes siempre suman el total.
methodology-shares-twice = Los totales por lugar y por territorio miran el mismo dinero de dos maneras. No los sume.
methodology-boundaries = De qué es un total
methodology-boundaries-of = Total de
methodology-boundaries-holds = Qué incluye
methodology-boundary-plan = Plan
methodology-boundary-plan-text = Todos los proyectos registrados y todas las promesas publicadas, también las que no son para un proyecto.
methodology-boundary-country = País
methodology-boundary-country-text = Colombia, Panamá y binacional, por separado. Lo binacional no se repite en los países. En la lista de proyectos, el filtro por país sí lo encuentra en ambos.
methodology-boundary-place = Lugar
methodology-boundary-place-text = Departamento o provincia, municipio o distrito, corregimiento, comunidad. Cada lugar incluye lo que queda dentro de él.
methodology-boundary-territory = Territorio
methodology-boundary-territory-text = Los territorios colectivos que el registro conoce: por ahora, las comarcas.
methodology-boundary-pillar = Eje
methodology-boundary-pillar-text = Reducción de la pobreza, servicios públicos, empleo o economía sostenible. Cada proyecto tiene uno.
methodology-boundary-sector = Sector
methodology-boundary-sector-text = Código de cinco cifras de la OCDE (CAD). Las promesas que no son para un proyecto no tienen sector.
methodology-boundary-class = Clase de organización
methodology-boundary-class-text = Según quién promete. Solo hay promesas, sin costo ni cifra por financiar.
methodology-boundary-partner = Aliado
methodology-boundary-partner-text = Lo que promete una organización. Solo hay promesas.
methodology-boundary-project = Proyecto
methodology-boundary-project-text = Su costo, sus promesas y lo que le falta por financiar.
methodology-boundary-year = Año
methodology-boundary-year-text = El año en que se hizo la promesa. Solo hay promesas.
methodology-documented = Proyectos documentados
methodology-documented-what = Algunos proyectos se compilaron a partir de fuentes públicas. Llevan la marca «documentado» y un enlace a su fuente. Quien los financia no los ha confirmado aquí.
methodology-documented-money = Sus montos se muestran como los da la fuente y no entran en ningún total. No reciben promesas mientras el programa no los adopte como registrados.
methodology-recompute = Cómo rehacer la cuenta
methodology-recompute-chain = Descargue la historia pública y compruebe su cadena.
methodology-recompute-entries = Busque los hechos que tienen «entry». Los de dinero dicen «financial» en el campo «aid». Los montos están en la unidad más pequeña de la moneda: en dólares, centavos.
methodology-recompute-pledged = Prometido: sume «usd_minor» de las filas de dinero cuyo «kind» es «pledge» o «revision».
methodology-recompute-outstanding = Por firmar: sume «usd_minor» de todas las filas de dinero. Los retiros y vencimientos ya son negativos.
methodology-recompute-rate = Las filas sin «usd_minor» están sin convertir. Súmelas aparte, por moneda.
methodology-recompute-compare = Compare con las cifras del plan. Los dos archivos deben llegar al mismo número de hecho: el campo «as_of».
methodology-recompute-projects = Costo y por financiar: tome cada proyecto registrado de la lista en JSON, en la moneda de su presupuesto, y no sume monedas distintas.
methodology-recompute-verify = Quien opera el registro puede, además, ejecutar «puente verify»: revisa la cadena fila por fila y calcula de nuevo todos los totales.
methodology-link-data = Datos: descargas y comprobación
methodology-link-summary = Cifras del plan (JSON)
methodology-link-projects = Lista de proyectos (JSON)
methodology-link-activity = Historia pública, hecho por hecho
methodology-quote = Cómo citar una cifra
methodology-quote-what = Diga de qué es la cifra, si es prometida, firmada o recibida, y qué versión de los datos usó: está al pie de la página.
methodology-quote-verb = De una cifra prometida escriba «se prometieron». No escriba «se invirtieron» ni «se entregaron».
methodology-quote-example = Ejemplo: «Dinero prometido y verificado, todo el plan. Fuente: Puente, versión de los datos 184».

## Personal data
privacy-title = Qué datos personales guarda Puente
privacy-description = Qué datos personales guarda Puente, para qué, por cuánto tiempo y qué puede pedir usted.
privacy-lede = Puente es un registro público de proyectos y promesas, no de personas. Guarda de las personas lo menos posible.
privacy-reading = Si usted solo lee
privacy-reading-no-account = No necesita cuenta ni tiene que dar su nombre.
privacy-reading-no-analytics = No hay analítica ni publicidad. Las páginas no cargan nada de otros sitios.
privacy-reading-no-address = La base de datos de Puente no guarda su dirección IP. Quien aloja el servidor puede llevar sus propios registros técnicos.
privacy-reading-language = Una cookie puede recordar el idioma que usted elige. No dice quién es usted.
privacy-account = Si usted tiene cuenta
privacy-account-intro = Guardamos:
privacy-account-data = su correo electrónico, su nombre, su papel, su organización o los países que atiende, y su idioma;
privacy-account-password = su contraseña, en una forma que nadie puede leer;
privacy-account-session = su sesión: una cookie la mantiene abierta hasta que usted salga, o 12 horas como máximo;
privacy-account-audit = qué hizo cada cuenta y cuándo, para saber quién envió una promesa y quién la verificó;
privacy-account-attempts = los intentos de entrada, con una huella del correo en lugar del correo, para frenar abusos;
privacy-account-letters = los avisos que le enviamos por correo.
privacy-account-use = Usamos estos datos solo para darle acceso, avisarle y proteger el registro. No los vendemos ni los damos a terceros. Los avisos salen por el servidor de correo que usa quien administra este registro.
privacy-public = Qué es público
privacy-public-facts = Son públicos los proyectos y las promesas verificadas: la organización que promete, el monto, las fechas, el estado y las razones de un retiro o un vencimiento.
privacy-public-actors = En la historia pública nadie aparece con su nombre ni su correo. Se ve, a lo más, la organización y el papel.
privacy-public-texts = Lo que usted escribe en un proyecto o en una promesa puede publicarse. No escriba datos personales; ponga un cargo en lugar de un nombre.
privacy-erasing = Borrar un texto público
privacy-erasing-ask = Si un texto público tiene datos personales que no deben estar ahí, pida que se borre. La administración del registro puede quitarlo de la historia pública.
privacy-erasing-trace = Queda a la vista que hubo un texto y que se borró, pero no lo que decía. La historia se puede seguir comprobando, porque allí el texto figura solo como una huella.
privacy-how-long = Por cuánto tiempo
privacy-how-long-session = Sesión: hasta que usted salga, o 12 horas.
privacy-how-long-invitation = Enlace de invitación: sirve una vez, durante 7 días.
privacy-how-long-account = Cuenta: mientras la use. Después puede pedir que se desactive.
privacy-how-long-internal = Registro interno y avisos enviados: todavía no hay un plazo automático de borrado. El registro interno se guarda porque prueba el control de cuatro ojos.
privacy-how-long-public = Proyectos, promesas e historia pública: sin fecha de fin.
privacy-rights = Qué puede pedir usted
privacy-rights-laws = Protegen los datos personales, en Colombia, la Ley 1581 de 2012 y, en Panamá, la Ley 81 de 2019. Usted puede pedir:
privacy-rights-see = ver los datos suyos que tenemos y recibir una copia;
privacy-rights-correct = corregirlos o ponerlos al día;
privacy-rights-erase = borrarlos, o que dejemos de usarlos;
privacy-rights-know = saber para qué los usamos y oponerse a un uso.
privacy-rights-answer = Si algo no se puede borrar, le decimos por qué. Esta página informa; no es asesoría legal.
privacy-contact = A quién acudir
privacy-contact-account = Escriba a quien administra este registro. Si tiene cuenta, es quien le dio la invitación.
privacy-contact-public = Si no tiene cuenta, acuda a la oficina de contacto que nombra cada proyecto registrado. Todavía no hay aquí un formulario público para escribirnos.

## Accessibility
accessibility-title = Accesibilidad
accessibility-description = Qué hace Puente para que cualquier persona lo pueda usar, qué le falta y cómo avisarnos.
accessibility-lede = Puente es para leerlo en un celular sencillo, con mala señal, con teclado, con lector de pantalla o en papel.
accessibility-does = Qué hacemos
accessibility-does-script = Las páginas funcionan sin JavaScript y no cargan letras ni imágenes de otros sitios.
accessibility-does-keyboard = Todo se puede usar con el teclado. Se ve siempre dónde está usted, y un enlace al comienzo salta al contenido.
accessibility-does-screen-reader = Cada página tiene un solo título principal y secciones con título. Los campos tienen nombre, y las tablas, encabezados.
accessibility-does-contrast = El texto tiene un contraste de 4,5 a 1 o más, también con fondo oscuro. El fondo sigue lo que usted eligió en su aparato.
accessibility-does-colour = Ningún color va solo: lo acompañan una palabra y una trama o una forma. Prometido, firmado, recibido y por financiar se distinguen también en blanco y negro.
accessibility-does-size = Las páginas caben en una pantalla de 360 píxeles de ancho. Puede agrandar el texto con su navegador.
accessibility-does-still = Nada se mueve, suena ni cambia por sí solo.
accessibility-does-forms = Si un formulario tiene un error, le decimos cuál, dónde y cómo corregirlo. Lo que escribió sigue ahí.
accessibility-does-print = Cada página se imprime limpia, con su dirección y la versión de los datos.
accessibility-does-words = Todo está en español y en inglés, con palabras sencillas y fechas en letras.
accessibility-limits = Qué nos falta
accessibility-limits-languages = No hay versiones en las lenguas de los pueblos de la región, ni en lengua de señas, ni en lectura fácil, ni en audio.
accessibility-limits-texts = Las razones y notas que escriben las personas están en el idioma en que las escribieron.
accessibility-limits-sources = Las fuentes a las que enlazamos son de otros y pueden no ser accesibles.
accessibility-limits-tables = Algunas tablas anchas y el código de la página de datos se deslizan hacia los lados en el celular.
accessibility-limits-review = Todavía no hay una evaluación externa de accesibilidad.
accessibility-tell = Cuéntenos qué falla
accessibility-tell-what = Díganos qué página es, qué quería hacer, qué pasó y con qué aparato o programa. No necesita términos técnicos.
accessibility-tell-account = Escriba a quien administra este registro. Si tiene cuenta, es quien le dio la invitación.
accessibility-tell-public = Si no tiene cuenta, acuda a la oficina de contacto que nombra cada proyecto registrado. Todavía no hay aquí un formulario público.

## Who keeps Puente
who-title = Qué es Puente y quién lo lleva
who-description = Qué es Puente, qué no es y qué puede hacer cada persona en él.
who-lede = Puente es un registro público de proyectos de desarrollo en la frontera de Colombia y Panamá, y de lo que se promete para ellos.
who-what = Qué es
who-what-plan = Hay un plan para las comunidades del norte de Colombia y el sur de Panamá con cuatro ejes: reducir la pobreza, mejorar los servicios públicos, crear empleo y promover una economía sostenible.
who-what-follow = Puente anota los proyectos y las promesas de aporte para que cualquiera los pueda seguir, hasta el centavo y hasta el lugar. Las razones y los cambios también quedan a la vista.
who-what-not = Qué no es
who-what-not-money = Puente no maneja dinero. No recibe, guarda ni envía fondos.
who-what-not-binding = Una promesa de aporte no es vinculante: no es un contrato, una deuda ni un pago.
who-what-not-endorse = Figurar aquí no es un aval. Verificar una promesa dice que se hizo, no que se investigó a quien la hizo.
who-what-not-payments = Los acuerdos firmados y los pagos todavía no se pueden registrar.
who-roles = Quién puede hacer qué
who-public = El público
who-public-who = Comunidades, periodistas, investigadores, cualquier persona. No hace falta cuenta.
who-public-read = Lee, busca y filtra los proyectos y las promesas publicadas.
who-public-check = Descarga los datos y comprueba la historia.
who-public-not-yet = Todavía no puede enviar preguntas o quejas desde aquí.
who-partner = Los aliados
who-partner-who = Bancos, fundaciones, organizaciones, empresas e instituciones que prometen dinero, bienes, asistencia técnica o garantías.
who-partner-write = Escriben y envían las promesas de su propia organización, y siguen su estado.
who-partner-amend = Corrigen una promesa devuelta y la envían de nuevo.
who-partner-withdraw = Retiran una promesa verificada, con una razón pública.
who-partner-not = No pueden verificar promesas ni ver los borradores de otras organizaciones.
who-implementer = Los ejecutores
who-implementer-who = Las organizaciones que llevan a cabo un proyecto. Cada proyecto registrado nombra la suya.
who-implementer-now = Entran con una cuenta de aliado, si la tienen.
who-implementer-not-yet = Todavía no pueden confirmar pagos ni publicar novedades aquí.
who-officer = Las gestoras y los gestores del programa
who-officer-who = Personas del programa que atienden Colombia, Panamá o los dos países.
who-officer-projects = Registran los proyectos de su país, los mantienen al día y cambian su estado, con una razón.
who-officer-review = Verifican, devuelven o rechazan promesas. Nunca las que escribieron o enviaron ellos.
who-officer-behalf = Pueden anotar una promesa en nombre de una organización; queda marcado, y otra persona la verifica.
who-officer-lapse = Dan por vencida una promesa, con una razón pública.
who-administrator = La administración
who-administrator-who = Quienes mantienen el registro en marcha.
who-administrator-keep = Invitan a las personas y cuidan las listas de organizaciones, lugares y tasas de cambio.
who-administrator-redact = Pueden borrar un texto público que no debe estar ahí. Queda a la vista que se borró.
who-administrator-not = No pueden verificar promesas ni cambiar proyectos o hechos publicados.
who-join = Cómo participar
who-join-text = Las cuentas se abren por invitación de la administración. Si su organización quiere registrar una promesa, acuda a la oficina de contacto del proyecto.
who-software = Reglas y código abiertos
who-software-text = Las reglas de cada cifra están escritas en la metodología. El programa es de código abierto.
who-link-projects = Ver los proyectos
who-link-methodology = Cómo se calcula cada cifra
who-link-privacy = Qué datos personales guarda Puente
who-link-activity = Ver la historia pública

## Downloads and verifying
data-title = Descargue los datos y compruébelos
data-description = Descargas de Puente, qué significa cada campo, con qué licencia y cómo comprobar que nadie cambió la historia.
data-lede = Todo lo que es público aquí se puede descargar, usar y comprobar sin pedir permiso.
data-contents = En esta página
data-downloads = Descargas
data-downloads-file = Archivo
data-downloads-holds = Qué trae
data-downloads-projects = La lista de proyectos. Admite los mismos filtros que la página: busque allí y agregue .json a la dirección, antes del signo de pregunta.
data-downloads-summary = Los totales de todo el plan.
data-downloads-project = Un solo proyecto. Ponga su código, por ejemplo P-7, donde dice CÓDIGO.
data-downloads-events = La historia pública completa: un hecho por línea.
data-code-word = CÓDIGO
data-not-yet = Los acuerdos firmados y los pagos todavía no se registran.
data-not-yet-detail = Los campos committed, declared, disputed, paid y spent ya existen, pero hoy no dicen nada de lo que se firmó o se pagó.
data-reading = Cómo leer los archivos
data-reading-encoding = Son texto UTF-8 en formato JSON. Los nombres de los campos y los códigos son los mismos en español y en inglés.
data-reading-amount = Un monto es un texto con punto decimal y su moneda aparte. No lo lea como número de coma flotante: perdería centavos.
data-reading-null = Cuando algo no se puede saber, hay null. Un null no es un 0.
data-field = Campo
data-meaning = Qué significa
data-envelope = El sobre de cada archivo JSON
data-envelope-as-of = Número del último hecho que el archivo toma en cuenta. Es la versión de los datos.
data-envelope-boundary = De qué son las cifras: por ejemplo, del plan o de un proyecto.
data-envelope-rows = Las filas, cuando hay varias.
data-envelope-item = La única cosa, cuando es una.
data-envelope-next = Dirección de la página siguiente, o null si es la última.
data-envelope-facets = Solo en la lista de proyectos: cuántos hay por cada filtro y valor.
data-project = Un proyecto
data-project-code = Código estable del proyecto. Está en su dirección.
data-project-title = Nombre del proyecto, en el idioma del archivo.
data-project-status = Estado: identified, seeking_funding, implementation, finalisation, closed, suspended o cancelled. Los borradores no se publican.
data-project-provenance = Origen: registered si lo lleva el programa; documented si viene de fuentes públicas sin confirmar.
data-project-pillar = Eje: poverty_reduction, public_services, jobs o sustainable_economy.
data-project-country = CO, PA o both, si es binacional.
data-project-places = Sus lugares.
data-project-parent = Proyecto del que forma parte, o null.
data-project-totals = Sus cifras, como se explican abajo.
data-totals = Las cifras
data-totals-intro = El costo y lo que está por financiar de un proyecto van en la moneda de su presupuesto. Sus demás cifras, y todas las del plan, van en dólares (USD).
data-totals-example = Así se escribe una cifra:
data-totals-requirement = Costo del proyecto: la suma de su presupuesto.
data-totals-pledged = Promesas de dinero verificadas. No baja si se retiran o vencen.
data-totals-outstanding = Lo prometido que sigue en pie: ni retirado, ni vencido, ni firmado.
data-totals-committed = Acuerdos firmados. Todavía no se registra.
data-totals-declared = Pagos que esperan la palabra de quien recibe. Todavía no se registra.
data-totals-disputed = Pagos que quien recibe no reconoce. Todavía no se registra.
data-totals-paid = Pagos confirmados por quien recibe. Todavía no se registra.
data-totals-spent = Gastos que informa el ejecutor. Todavía no se registra.
data-totals-in-kind = Bienes y asistencia técnica, según el valor que les da quien los ofrece.
data-totals-guarantees = Garantías. No son efectivo.
data-totals-not-converted = Lista de lo que no tiene tasa de cambio, por moneda. No está en las demás cifras en dólares.
data-totals-gap = Por financiar: costo menos firmado, nunca bajo cero.
data-event = Un hecho
data-event-number = Número del hecho, desde 1 y sin saltos.
data-event-hash = Huella SHA-256 del hecho, en 64 cifras hexadecimales en minúscula.
data-event-public = El hecho mismo, como texto. Son los caracteres exactos de los que se saca la huella. Adentro hay otro JSON:
data-event-inner-head = En public: el número otra vez, la hora (at, en UTC) y la clase de hecho.
data-event-inner-entry = En public, si hay dinero: la fila contable, con pledge, organisation, kind, aid, amount_minor, currency, dated_on y usd_minor. Los montos terminados en _minor están en la unidad más pequeña de la moneda.
data-event-inner-texts = En public: una huella por cada texto libre, en lugar del texto.
data-verify = Cómo comprobar la historia
data-verify-how = Cada huella se saca de la huella anterior y del hecho. Si alguien cambia, quita o inserta un hecho, las huellas que siguen dejan de coincidir.
data-verify-formula = La huella es SHA-256 de los 32 bytes de la huella anterior seguidos de los bytes UTF-8 de public. Antes del primer hecho, la anterior son 32 bytes en cero.
data-verify-download = Descargue events.ndjson.
data-verify-save = Guarde el programa de abajo como verify.py en la misma carpeta. Solo necesita Python 3.
data-verify-run = Ejecute: python3 verify.py
data-verify-read = Si todo coincide, verá cuántos hechos hay y la última huella. Si no, verá el primer hecho que falla.
data-verify-code = Programa en Python que comprueba la cadena
data-verify-scroll = Deslice el código hacia los lados para verlo completo.
data-verify-keep = Guarde el número y la huella que obtuvo. Si más adelante el mismo número tiene otra huella, alguien cambió la historia. Una sola descarga no basta para ver si se rehízo la cadena completa o se quitaron los últimos hechos.
data-verify-limits = La cadena prueba que lo publicado no cambió. No prueba que lo que se dijo sea verdad.
data-texts = Textos que se borran
data-texts-digest = Los códigos, los montos y las fechas están en la cadena tal cual. Los textos libres figuran como una huella hecha con el texto y una sal: caracteres al azar que impiden adivinar el texto a partir de la huella.
data-texts-erase = Si un texto se debe borrar, se borran el texto y su sal. La cadena queda entera y un hecho nuevo dice que hubo un borrado.
data-licence = Licencias
data-licence-data = Datos: CC BY 4.0. Puede copiarlos, cambiarlos y publicarlos si cita a Puente como fuente.
data-licence-sources = Lo que enlazamos de otras fuentes conserva la licencia de cada una.
data-licence-software = Programa: MIT o Apache-2.0, a su elección.
data-link-methodology = Cómo se calcula cada cifra
data-link-projects = Buscar y filtrar proyectos
data-link-activity = Leer la historia pública

# Entrar
sign-in-title = Entrar
sign-in-lede = Aquí entran los aliados, los ejecutores, las gestoras y los gestores. Para leer el registro no hace falta cuenta.
sign-in-demo = Esto es una demostración.
sign-in-demo-detail = Entre con banco@demo.example (aliado), officer@demo.example (gestora) o admin@demo.example (administración). La contraseña de todas las cuentas es puente-demo-2026.
sign-in-button = Entrar
sign-in-help = ¿No tiene cuenta o perdió la contraseña? Pida una invitación nueva a la administración del registro.
label-email = Correo electrónico
label-password = Contraseña
error-credentials = El correo o la contraseña no son correctos. Revise ambos e intente otra vez.
error-too-many-sign-ins = Hubo demasiados intentos con este correo. Espere 15 minutos e intente otra vez.
invitation-title = Aceptar la invitación
invitation-lede = Usted entra como { $role } con el correo { $email }. Escriba su nombre y elija una contraseña.
invitation-button = Crear mi cuenta
label-name = Nombre
label-new-password = Contraseña nueva
hint-new-password = Al menos { $min } caracteres. Una frase larga es mejor que una palabra difícil.
label-password-again = Contraseña, otra vez
error-password-length = La contraseña debe tener al menos { $min } caracteres.
error-password-differs = Las dos contraseñas no son iguales.

# Errores de los formularios
error-required = Este dato hace falta.
error-choice = Elija una de las opciones de la lista.
error-too-long = El texto es demasiado largo: caben { $max } caracteres.
error-date = Escriba la fecha como año-mes-día, por ejemplo 2026-11-23.
error-date-range = La fecha debe estar entre 1990 y 2100.
error-amount = Escriba el monto solo con números, por ejemplo 250 000 o 250 000,50.
error-amount-grouping = Los grupos de tres cifras no cuadran. Escriba el monto otra vez, por ejemplo 1 250 000.
error-amount-negative = El monto no puede ser negativo.
error-amount-zero = El monto debe ser mayor que cero.
error-amount-large = El monto es demasiado grande para el registro. Revise las cifras.
error-amount-precise = { $currency } se escribe con { $digits } decimales como máximo.
error-amount-currency = El monto dice { $found }, pero la moneda elegida es { $currency }. Corrija uno de los dos.
error-amount-ambiguous = El monto se puede leer de dos maneras: { $thousands } o { $decimal }. Escríbalo sin separador de miles, o con dos decimales.
error-currency = El registro no lleva esta moneda. Elija una de la lista.
error-one-target = Elija un solo destino: un proyecto, un lugar o un eje.
error-no-project = No hay un proyecto público con ese código. Búsquelo en la lista de proyectos.
error-pledged-future = La promesa no puede tener fecha futura.
error-validity-before = La promesa no puede vencer antes del día en que se hace.
error-validity-over = Esa fecha ya pasó: la promesa nacería vencida.
error-embargo-over = El día de publicación debe ser posterior a hoy. Déjelo vacío para publicar al verificar.
error-tranches-exceed = Los pagos previstos suman más que la promesa.
error-tranche-before = Este pago está previsto antes del día de la promesa.
error-tranches-many = Caben 12 pagos previstos como máximo.
error-project-documented = Este proyecto está compilado de fuentes públicas y no recibe promesas. Una gestora o un gestor puede registrarlo; entonces podrá recibirlas.
error-project-not-open = Este proyecto no recibe promesas en su estado actual. Las reciben los que buscan financiación o están en ejecución.
error-stale-pledge = Alguien cambió esta promesa mientras usted escribía. Lo que escribió sigue aquí: ábrala en otra pestaña, compare y vuelva a enviarla desde su página.
error-reason-short = Explique el motivo con al menos 10 caracteres.
error-state-moved = Esta promesa ya cambió de estado. Abajo está como quedó.
error-share = Escriba un porcentaje mayor que 0 y hasta 100, con dos decimales como máximo.
error-shares-sum = Los porcentajes deben sumar exactamente 100.
error-twice = Ya está en otra fila.
error-other-country = Este lugar no está en el país elegido.
error-territorial-basis = Para decir que no toca un territorio, escriba el acto de la autoridad competente: número y fecha.
error-end-before-start = La fecha final es anterior a la inicial.
error-stale-project = Alguien cambió este proyecto mientras usted escribía. Lo que escribió sigue aquí: ábralo en otra pestaña, compare y edítelo de nuevo.
error-stale-status = Alguien cambió este proyecto mientras usted escribía: ahora está en «{ $status }», desde el { $when }. Revise si su cambio todavía tiene sentido y envíelo otra vez.
error-not-a-successor = El proyecto no puede pasar a ese estado desde el actual.
error-effective-future = La fecha del cambio no puede estar en el futuro.
error-effective-before = La fecha es anterior al último cambio de estado.
error-gate = Al proyecto todavía le falta algo para este paso. La lista está arriba.
error-email = Escriba un correo electrónico completo, como ana@ejemplo.org.
error-email-taken = Este correo ya tiene cuenta.

# Formularios
choose-none = Ninguno
choose-one = Elija…
label-reason = Motivo
hint-reason-public = Queda público y no se puede borrar por su cuenta. Al menos 10 caracteres.
column-reference = Referencia
column-organisation = Organización
column-target = Para
column-amount = Monto
column-pledged = Fecha
column-state = Estado
column-submitted = Enviada
column-code = Código
column-title = Título
column-country = País
column-changed = Último cambio
column-when = Cuándo
column-subject = Asunto
column-recipient = Destinatario
column-of = De
column-words = En letras
on-behalf = Anotada por la oficina

# Escritorio del aliado
desk-title = Mis promesas
desk-lede = Aquí están las promesas de aporte de su organización y lo que pasa con cada una.
desk-lede-officer = Aquí están las promesas que usted anota en nombre de otras organizaciones.
desk-new = Nueva promesa
desk-needs = Ver qué falta por financiar
desk-caption = Promesas, de la más nueva a la más antigua
desk-empty = Todavía no hay promesas.
desk-empty-detail = Busque un proyecto que necesite financiación y anote su primera promesa: toma unos cinco minutos.
desk-state-draft = Es un borrador: solo lo ve su organización. Complételo y envíelo cuando esté listo.
desk-state-submitted = La promesa está enviada. La revisa alguien distinto de quien la anotó. Todavía no es pública.
desk-state-returned = La promesa volvió para que usted la corrija. Edítela y envíela otra vez.
desk-state-declined = La promesa no se aceptó. No es pública.
desk-state-verified = La promesa está verificada: es pública desde su fecha de publicación y cuenta en los totales.
desk-state-withdrawn = La promesa se retiró. Lo prometido sigue visible; ya no está pendiente.
desk-state-lapsed = La promesa venció sin firma. Lo prometido sigue visible; ya no está pendiente.
reason-given = Motivo
pledge-title = Promesa
pledge-what = Lo prometido
pledge-history = Historia
pledge-edit-button = Editar la promesa
pledge-receipt-link = Ver el recibo público
tranches-title = Pagos previstos
withdraw-title = Retirar la promesa
withdraw-lede = Se retira lo que no está firmado. Esto no se puede deshacer: el retiro y su motivo quedan públicos y el monto original sigue visible.
withdraw-button = Retirar la promesa
pledge-form-title = Promesa de aporte
pledge-form-lede = Una promesa no obliga legalmente: anuncia un aporte. Cuando alguien la verifica, queda pública.
pledge-form-for = Para qué es
pledge-form-for-hint = Escriba el código de un proyecto, o elija un lugar o un eje. Sin ninguno, la promesa es para todo el plan.
pledge-form-find = Buscar un proyecto
label-project = Código del proyecto
hint-project = Está en la página del proyecto, por ejemplo P-12.
label-place = Lugar
hint-place = Para un aporte a un lugar, sin proyecto todavía.
label-pillar = Eje
label-organisation = Organización que promete
hint-organisation-behalf = Usted la anota en su nombre; queda marcado así, y otra persona debe verificarla.
pledge-form-what = Qué promete
label-kind = Clase de aporte
hint-kind = Solo el dinero cuenta como prometido. Los bienes, la asistencia y las garantías se muestran aparte.
label-finance-type = Tipo de financiación
hint-finance-type = Según la lista de IATI. Si es una donación, deje 110.
label-currency = Moneda
label-amount = Monto
hint-amount = Como lo escribe siempre: 250 000 o 250.000,50. Si se puede leer de dos maneras, le preguntamos.
label-pledged-on = Día de la promesa
hint-pledged-on = El día en que su organización la anunció. Con esa fecha se convierte a dólares.
label-valid-until = Válida hasta
hint-valid-until = Si no se firma antes de ese día, se muestra como vencida.
pledge-form-tranches = Cuándo piensa pagar
hint-tranches = Opcional. Deje vacías las filas que no use. La suma no puede pasar de la promesa.
legend-tranche = Pago previsto { $number }
label-due-on = Fecha prevista
pledge-form-more = Más datos
label-conditions = Condiciones
hint-conditions = Qué debe pasar antes de pagar. Es público.
label-authorised-by = Quién la autoriza
hint-authorised-by = Un cargo o comité, mejor que el nombre de una persona. Es público.
label-note = Nota
hint-note = Es pública.
label-embargo-until = No publicar antes de
hint-embargo-until = Opcional. Aunque se verifique, la promesa no se publica ni se cuenta hasta ese día.
pledge-review-button = Revisar antes de enviar
pledge-draft-button = Guardar borrador
pledge-submit-button = Enviar promesa
pledge-change-button = Corregir
pledge-confirm-title = Lea la promesa antes de enviarla
pledge-sentence = { $organisation } promete { $amount } ({ $words }) para { $target }, el { $pledged_on }. Clase de aporte: { $kind }.
pledge-confirm-notice = Al enviarla, la revisa alguien distinto de quien la anota.
pledge-confirm-detail = Si se verifica, queda pública con su monto, su fecha y sus condiciones, y no se puede borrar: solo retirar, con motivo.

# Oficina
office-title = Lo que espera respuesta
office-lede = { $count ->
    [0] No hay promesas en espera.
    [one] Una promesa espera respuesta.
   *[other] { $count } promesas esperan respuesta.
 }
office-projects-title = Proyectos de mi jurisdicción
office-new-project = Nuevo proyecto
office-behalf = Anotar una promesa en nombre de otra organización
office-caption = Promesas enviadas, primero la que más espera
office-own = La anotó usted: debe verificarla otra persona
office-empty = No hay nada en espera.
office-empty-detail = Cuando un aliado envía una promesa de su jurisdicción, aparece aquí.
entered-by = Anotada por
review-title = Responder
review-lede = Verificar dice que la promesa se hizo. No dice que se haya investigado a quien la hace.
label-decision = Respuesta
decision-verify = Verificar
decision-verify-hint = La promesa queda pública y cuenta en los totales.
decision-return = Devolver
decision-return-hint = El aliado la corrige y la envía otra vez. Diga qué falta.
decision-decline = No aceptar
decision-decline-hint = La promesa termina aquí y no se publica. Diga por qué.
hint-review-reason = Necesario para devolver o no aceptar. Lo lee el aliado, no el público. Al menos 10 caracteres.
review-button = Enviar respuesta
lapse-title = Dar por vencida
lapse-lede = Lo que no está firmado deja de estar pendiente. Esto no se puede deshacer y queda público; el monto original sigue visible.
lapse-button = Dar por vencida
office-projects-lede = Los proyectos que usted mantiene. Los borradores solo se ven aquí.
office-projects-caption = Proyectos, primero los que cambiaron hace menos
office-projects-empty = Todavía no hay proyectos en su jurisdicción.
project-edit-button = Editar los datos
project-public-link = Ver la página pública
project-draft-notice = Es un borrador: nadie más lo ve. Para publicarlo, cámbielo a «Identificado».
status-change-title = Cambiar de estado
status-change-button = Cambiar el estado
status-final = Este estado es final.
status-history = Cambios de estado
gate-title = Todavía falta:
gate-ahead = Para pasar a «{ $status }» { $count ->
    [one] falta una cosa
   *[other] faltan { $count } cosas
 }
label-to = Nuevo estado
label-effective-on = Fecha del cambio
hint-effective-on = El día en que ocurrió. No puede ser futuro.
change-to-identified = Identificado (publicarlo)
change-to-seeking_funding = Busca financiación
change-to-implementation = En ejecución
change-to-finalisation = En cierre
change-to-closed = Cerrado
change-to-suspended = Suspendido
change-to-cancelled = Cancelado (no se puede deshacer)
missing-title_es = El título en español necesita al menos 10 caracteres.
missing-title_en = El título en inglés necesita al menos 10 caracteres.
missing-description_es = La descripción en español necesita al menos 80 caracteres.
missing-description_en = La descripción en inglés necesita al menos 80 caracteres.
missing-place = Falta al menos un lugar.
missing-place_shares = Los porcentajes por lugar deben sumar 100, o quedar todos vacíos.
missing-sectors = Los sectores deben sumar 100 %.
missing-planned_start_on = Falta el inicio previsto.
missing-planned_end_on = Falta el fin previsto.
missing-accountable = Falta la organización responsable.
missing-implementing = Falta la organización ejecutora.
missing-requirement = Falta el costo: al menos una línea de presupuesto.
missing-contact_office = Falta la oficina de contacto.
missing-actual_start_on = Falta la fecha real de inicio.
missing-territory = { $place } toca un territorio colectivo: hace falta un acuerdo o un acto de la autoridad competente.
missing-territory_unknown = No se sabe si { $place } toca un territorio colectivo, y eso detiene el inicio igual que un sí.
project-form-new = Nuevo proyecto
project-form-edit = Editar el proyecto
project-form-lede = Puede guardar un borrador incompleto. Lo que falte se le dice al publicarlo.
project-form-what = Qué se va a hacer
label-title-es = Título en español
label-title-en = Título en inglés
hint-title = Entre 10 y 160 caracteres.
label-description-es = Descripción en español
label-description-en = Descripción en inglés
hint-description = Qué, para quién y por qué, en palabras sencillas. Al menos 80 caracteres para publicarlo.
project-form-where = Dónde
label-country = País
hint-places = Los porcentajes por lugar suman 100, o quedan vacíos si el dinero no se reparte por lugar.
legend-place = Lugar { $number }
label-share = Porcentaje
label-territorial-status = ¿Toca un territorio colectivo?
label-territorial-basis = Acto que lo dice
hint-territorial-basis = Para «no»: número y fecha del acto de la autoridad competente. Es público.
project-form-sectors = Sectores
legend-sector = Sector { $number }
label-sector = Sector (OCDE CAD)
project-form-when = Cuándo
label-planned-start = Inicio previsto
label-planned-end = Fin previsto
label-actual-start = Inicio real
hint-actual-start = Hace falta para pasar a ejecución.
label-actual-end = Fin real
project-form-who = Quién
label-accountable = Organización responsable
label-implementing = Organización ejecutora
label-contact-office = Oficina de contacto
hint-contact-office = Una oficina, no una persona. Es pública.
project-form-cost = Cuánto cuesta
label-budget-currency = Moneda del presupuesto
label-budget-on = Fecha del presupuesto
hint-budget-on = Con la tasa de ese día se compara en dólares.
legend-line = Línea de presupuesto { $number }
label-line-es = Nombre en español
label-line-en = Nombre en inglés
hint-more-rows = Si necesita más filas, guarde: al editar aparece otra.
project-save-button = Guardar

# Administración
admin-title = Administración
admin-letters = Avisos por correo
admin-letters-caption = Los últimos 50 avisos, primero los que fallaron
admin-letters-empty = Todavía no hay avisos.
letter-state-waiting = En espera
letter-state-sent = Enviado
letter-state-failed = Falló
letter-retry = Intentar otra vez
admin-invite = Invitar a una persona
admin-invite-button = Enviar invitación
invitation-made = La invitación salió por correo. También puede entregar este enlace; sirve una vez y vence en 7 días.
label-role = Papel
label-organisation-of-partner = Organización (para un aliado o ejecutor)
label-jurisdiction = Jurisdicción (para una gestora o un gestor)
admin-people = Personas
admin-people-caption = Cuentas, por correo
person-joined = Con contraseña
person-invited = Invitada
admin-events = Retirar un texto de la historia pública
admin-events-lede = Abra el hecho. El texto se borra; el hecho, su monto y su fecha quedan, y el retiro es público.
event-page-title = Hecho
event-texts = Textos de este hecho
event-no-texts = Este hecho no lleva textos libres.
event-bytes = Contenido exacto
redact-title = Retirar un texto
redact-warning = Borrar un texto no se puede deshacer. En la historia pública queda que se retiró y por qué.
redact-button = Borrar el texto
label-field = Texto
text-reason = Motivo
text-conditions = Condiciones
text-authorised_by = Quién la autoriza
text-note = Nota
text-title_es = Título en español
text-title_en = Título en inglés
text-description_es = Descripción en español
text-description_en = Descripción en inglés
text-contact_office = Oficina de contacto

# Avisos
letter-signature = Puente, registro público de proyectos y promesas
    { $base_url }
letter-pledge-received-subject = Recibimos su promesa { $reference }
letter-pledge-received-body = { $name }:

    Recibimos la promesa { $reference } de { $organisation }: { $amount } para { $target }, del { $pledged_on }.

    La revisa una gestora o un gestor distinto de quien la anotó. Todavía no es pública. Le escribimos cuando haya respuesta.

    Su promesa: { $desk_url }
letter-pledge-returned-subject = Su promesa { $reference } necesita una corrección
letter-pledge-returned-body = { $name }:

    La promesa { $reference } de { $organisation } ({ $amount } para { $target }) volvió para que usted la corrija.

    Motivo: { $reason }

    Edítela y envíela otra vez: { $desk_url }
letter-pledge-declined-subject = Su promesa { $reference } no se aceptó
letter-pledge-declined-body = { $name }:

    La promesa { $reference } de { $organisation } ({ $amount } para { $target }) no se aceptó. No es pública.

    Motivo: { $reason }

    Su promesa: { $desk_url }
letter-pledge-verified-subject = Su promesa { $reference } está verificada
letter-pledge-verified-body = { $name }:

    La promesa { $reference } de { $organisation } está verificada: { $amount } para { $target }, del { $pledged_on }.

    Verificar dice que la promesa se hizo. No es un acuerdo firmado ni obliga a pagar.

    Recibo público, desde la fecha de publicación: { $public_url }
    Su promesa: { $desk_url }
letter-pledge-withdrawn-subject = La promesa { $reference } se retiró
letter-pledge-withdrawn-body = { $name }:

    La promesa { $reference } de { $organisation } ({ $amount } para { $target }) se retiró. El monto original sigue visible; ya no está pendiente.

    Motivo: { $reason }

    Su promesa: { $desk_url }
letter-pledge-lapsed-subject = La promesa { $reference } venció
letter-pledge-lapsed-body = { $name }:

    La promesa { $reference } de { $organisation } ({ $amount } para { $target }) se dio por vencida. El monto original sigue visible; ya no está pendiente.

    Motivo: { $reason }

    Su promesa: { $desk_url }
letter-invitation-subject = Invitación a Puente
letter-invitation-body = Le invitamos a Puente, el registro público de proyectos y promesas de la frontera entre Colombia y Panamá.

    Abra este enlace, escriba su nombre y elija una contraseña:

    { $link }

    El enlace sirve una vez y vence en 7 días. Si no esperaba esta invitación, no haga nada.
