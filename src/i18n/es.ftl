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
pager-first = Al comienzo
pager-previous = Anteriores
pager-next = Siguientes
event-number = Hecho { $number }
step-done = (cumplido)

## How each figure is worked out
methodology-title = Cómo se calcula cada cifra
methodology-description = Qué cuenta Puente, qué no cuenta y cómo puede usted rehacer la cuenta.
methodology-lede = Esta página dice qué cuenta Puente, qué no cuenta y cómo puede usted rehacer la cuenta.
methodology-contents = En esta página
methodology-short = En pocas palabras
methodology-short-verified = Solo cuentan las promesas de aporte (no vinculantes) que están verificadas y publicadas. Una promesa no es un contrato ni un pago.
methodology-short-apart = Prometido, firmado y recibido van lado a lado. Nunca se suman.
methodology-short-gap = Una promesa no reduce lo que está por financiar. Solo lo reduce un acuerdo firmado.
methodology-short-rate = Lo que no se puede convertir a dólares va aparte, en su moneda. Nunca se cuenta como 0.
methodology-short-boundary = Toda cifra es de algo: del plan, de un país, de un lugar, de un proyecto. Cuando la cite, diga de qué es.
methodology-figures = Las cifras
methodology-requirement = Costo del proyecto
methodology-requirement-text = La suma de los rubros de su presupuesto, en una sola moneda. Cuentan los proyectos registrados, menos los borradores y los cancelados.
methodology-pledged = Prometido
methodology-pledged-text = La suma de las promesas de dinero verificadas y publicadas, con sus aumentos y reducciones. Si una promesa se retira o vence después, esta cifra no baja: lo que se prometió queda a la vista.
methodology-outstanding = Por firmar
methodology-outstanding-text = Lo prometido, menos lo retirado y lo vencido; también menos lo firmado. Se queda a la tasa del día de la promesa. Es la parte de las promesas que sigue en pie.
methodology-committed = Firmado
methodology-committed-text = Obligaciones firmes y por escrito, con la fecha de su firma, menos lo que se terminó. La aprobación de una junta directiva no es una firma. Lo firmado sin promesa anterior cuenta y se muestra aparte.
methodology-paid = Pagado
methodology-paid-text = Pagos que confirma quien los recibe, menos ajustes y devoluciones. Lo que solo declara quien paga, y lo que está en disputa, va aparte. El silencio no confirma.
methodology-gap = Por financiar
methodology-gap-text = El costo del proyecto menos lo firmado. Nunca baja de cero.
methodology-in-kind = En especie
methodology-in-kind-text = Bienes y asistencia técnica, con el valor que les da quien los ofrece. No se suman al dinero. Lo que se retira o vence se resta.
methodology-covered-text = La parte de lo que se da en especie que una gestora o un gestor aceptó para un rubro del presupuesto, mientras la promesa siga en pie. No es dinero y no reduce lo que está por financiar. Si la promesa se retira, vence o baja, primero se descuenta lo que se aceptó de último.
methodology-guarantees = Garantías
methodology-guarantees-text = No son dinero en efectivo y no se suman al dinero. Lo que se retira o vence se resta.
methodology-once = El dinero se cuenta una sola vez
methodology-once-steps = El mismo dinero puede dar tres pasos: promesa, acuerdo firmado y pago. Cada paso tiene su cifra. Si las suma, cuenta el mismo dinero dos o tres veces.
methodology-once-target = Una promesa va a una sola cosa: un proyecto, un lugar, un eje o todo el plan. Se cuenta una vez, en ese nivel. No la repartimos entre proyectos por nuestra cuenta. Si quien promete destina una parte a un proyecto, esa parte cuenta ahí y deja de contar en lo general.
methodology-once-rows = Los hechos del dinero no se editan ni se borran. Un retiro o un vencimiento es un hecho nuevo que resta; el primero queda.
methodology-verification = Qué significa «verificada»
methodology-verification-means = Verificar es comprobar que la promesa se hizo: quién promete, cuánto, para qué y desde cuándo. Lo hace una gestora o un gestor del programa, según el país.
methodology-verification-eyes = Quien escribió o envió una promesa no puede verificarla. Siempre intervienen dos personas. Es el control de cuatro ojos, y la base de datos también lo exige.
methodology-verification-more = Nada sube una cifra por la sola palabra de una parte. Los mismos cuatro ojos miran, antes de que se publique o cuente:
methodology-verification-more-revision = un aumento de una promesa verificada (una reducción cuenta enseguida);
methodology-verification-more-commitment = un acuerdo sin promesa anterior;
methodology-verification-more-expenditure = un gasto por encima de los pagos que la organización confirmó en el proyecto y de los acuerdos que firmó allí consigo misma.
methodology-verification-unusual = Al verificarlo, todo se revisa otra vez como está ese día; su fecha y su tasa son las de su propio día. Si un acuerdo es más de lo que le falta al proyecto, si una promesa es más de diez veces su costo, o si ninguna tasa permite compararlo, quien verifica dice en público por qué es correcto. Quien da firma consigo mismo solo donde ejecuta el proyecto. Ningún monto por sí solo puede valer más que un tope que fija el registro: diez mil millones de dólares, si nadie lo cambió.
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
methodology-state-withdrawn-text = Quien la hizo la retiró. El motivo es público.
methodology-state-lapsed = Vencida
methodology-state-lapsed-text = Dejó de valer lo que no se había firmado. El motivo es público.
methodology-late = Cuándo un pago está atrasado
methodology-late-promised = Un pago previsto en una promesa está atrasado desde el día siguiente al suyo mientras no se firme. Cuando termina la validez de la promesa, se dice eso y ya no se cuentan días de atraso.
methodology-late-agreed = Un pago previsto en un acuerdo está atrasado mientras no se declare. Si el acuerdo no dice sus fechas, valen las de la promesa. Lo que tarde quien recibe en responder no es atraso de quien aporta.
methodology-late-back = Lo que ya estaba pagado y se devolvió, o ya estaba firmado y se terminó, está abierto desde el día en que volvió, con el motivo que se dio. Si fue por iniciativa de otro, nadie figura como atrasado. Quien está atrasado no gana días por firmar ni por terminar: lo que ya estaba atrasado cuando se firmó, y cuyo acuerdo terminó después el propio aliado, está atrasado desde la fecha prevista; y si el acuerdo mismo estaba atrasado, desde el día en que eso empezó. Lo que llegó de menos porque se pagó menos cuenta desde la fecha prevista.
methodology-late-others = Una condición que otro debe cumplir detiene el plazo, y se dice de quién depende. Se detiene desde el día en que se anotó hasta el día en que se cumplió.
methodology-late-order = Lo que se firma y lo que se paga va primero a la fecha más antigua. Lo que no tiene fecha no se atrasa.
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
methodology-dollars-once = Cada monto se convierte con la tasa de su día: una promesa, con la del día en que se hizo; un acuerdo, con la de su firma; un pago, con la del día en que se pagó; el costo de un proyecto, con la de su presupuesto. Si una tasa llega tarde o se corrige, el monto recibe una conversión nueva, con su propio hecho, y vale la última.
methodology-dollars-drawn = Un acuerdo en otra moneda que su promesa dice cuánto de la promesa usa, y un pago, cuánto de su acuerdo. Eso se compara con lo que vale el monto a la tasa de su día o, si no la hay, a la última conocida, y puede diferir en una cuarta parte, no más: la tasa de un banco no es la publicada. Así, detrás de una firma grande nunca queda solo una parte pequeña de una promesa. Si se acordó más, primero se aumenta la promesa y lo verifica una gestora o un gestor.
methodology-dollars-rates = Cada tasa tiene fecha y fuente. Se usa la del día o, si falta, la última de los siete días anteriores. Si tampoco la hay, el promedio del mes; después, el del año.
methodology-dollars-balboa = El balboa (PAB) vale lo mismo que el dólar.
methodology-dollars-rounding = Se redondea al centavo. La mitad exacta va al centavo par.
methodology-dollars-back = Lo que se quita vale una parte de aquello de lo que se quita, a su misma tasa: un retiro o un vencimiento, de la promesa; una terminación, del acuerdo; un ajuste o una devolución, del pago.
methodology-dollars-exchange = El efecto cambiario es lo firmado a la tasa de la firma menos lo mismo a la tasa de la promesa, y lo pagado a la tasa del pago menos lo mismo a la de la firma. Va en su propia línea.
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
methodology-shares-remainder = Al repartir, los centavos que sobran van a las partes con el mayor resto; si dos restos son iguales, a la que está primero en la página del proyecto. Así las partes siempre suman el total.
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
methodology-boundary-class-text = Según de quién es el dinero: lo que promete, firma y paga. No tiene costo ni cifra por financiar.
methodology-boundary-partner = Aliado
methodology-boundary-partner-text = Lo que promete, firma y paga una organización. De una promesa conjunta cuenta su parte, si se conoce.
methodology-boundary-project = Proyecto
methodology-boundary-project-text = Su costo, sus promesas, sus acuerdos, sus pagos y lo que le falta por financiar.
methodology-boundary-year = Año
methodology-boundary-year-text = El año de cada paso: el de la promesa, el de la firma y el del pago. No tiene costo ni cifra por financiar.
methodology-documented = Proyectos documentados
methodology-documented-what = Algunos proyectos se compilaron a partir de fuentes públicas. Llevan la marca «documentado» y un enlace a su fuente. Quien los financia no los ha confirmado aquí.
methodology-documented-money = Sus montos se muestran como los da la fuente y no entran en ningún total. No reciben promesas mientras el programa no los adopte como registrados.
methodology-recompute = Cómo rehacer la cuenta
methodology-recompute-chain = Descargue la historia pública y compruebe su cadena.
methodology-recompute-entries = Busque los hechos que tienen «entry»: cada uno es una fila. Tome las que dicen «financial» en «support». Los montos están en la unidad más pequeña de la moneda: en dólares, centavos.
methodology-recompute-valuation = Lo que vale una fila está en ella: «usd_minor», en dólares, y «parent_rate_usd_minor», a la tasa de aquello de lo que sale. Si hay hechos posteriores con «conversion» o «valuations» cuyo «entry» es el «id» de la fila, cuenta el último; «conversion» cambia solo «usd_minor».
methodology-recompute-pots = Las filas que restan («withdrawal», «lapse», «termination», «refund», «adjustment», y una «revision» o un «earmarking» a la baja) dicen lo que valen como las demás, con signo menos: nadie necesita las tasas de otras filas.
methodology-recompute-taking = De dónde sale ese valor: lo que se resta vale monto × lo que vale el saldo ÷ saldo, redondeado al centavo (la mitad exacta, al centavo par); si se resta todo, se resta todo el valor. El saldo es el de «parent» si es «termination», «adjustment» o «refund», y lo que falta por firmar de la promesa en los demás casos.
methodology-recompute-pledged = Prometido: sume lo que valen las filas «pledge» y «revision»; las negativas, con su signo.
methodology-recompute-outstanding = Por firmar: sume lo que valen las filas «pledge», «revision», «earmarking», «withdrawal» y «lapse», y reste el «parent_rate_usd_minor» de cada «commitment» y «termination» que tenga «pledge».
methodology-recompute-committed = Firmado: sume lo que valen las filas «commitment» y «termination». Lo que eso difiere de su «parent_rate_usd_minor» es el efecto cambiario.
methodology-recompute-paid = Pagado: sume lo que valen los pagos («disbursement») con sus filas «adjustment» y «refund», que los tienen de «parent», si el último hecho con «receipt» dice «confirm» o «resolve» en «kind»; su «entry» es el «id» del pago. Con «dispute», está en disputa; sin «receipt», solo declarado.
methodology-recompute-rate = Null quiere decir que falta la tasa: la fila está sin convertir. Sume su «amount_minor» aparte, por moneda; de lo que está por firmar, un «commitment» resta entonces su «drawdown_minor», en la moneda de la promesa.
methodology-recompute-compare = Compare con las cifras del plan. Los dos archivos deben llegar al mismo número de hecho: el campo «as_of».
methodology-recompute-projects = Costo y por financiar: en la lista de proyectos en JSON, sume «requirement_usd» y «gap_usd», en «breakdown»: son los que cuentan en el plan. Null quiere decir que falta la tasa.
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
privacy-reading-no-address = Puente no guarda su dirección IP. De quien intenta entrar guarda por un día una huella, de la que no se puede sacar la dirección. Quien aloja el servidor puede llevar sus propios registros técnicos.
privacy-reading-language = Una cookie puede recordar el idioma que usted elige. No dice quién es usted.
privacy-account = Si usted tiene cuenta
privacy-account-intro = Guardamos:
privacy-account-data = su correo electrónico, su nombre, su papel, su organización o los países que atiende, y su idioma;
privacy-account-password = su contraseña, en una forma que nadie puede leer;
privacy-account-session = sus sesiones: cuándo comenzó cada una, cuándo se usó por última vez y con qué navegador y sistema («Firefox · Android»), para que usted reconozca las suyas; una cookie la mantiene abierta hasta que usted salga, o 12 horas como máximo;
privacy-account-audit = qué hizo cada cuenta y cuándo, para saber quién envió una promesa y quién la verificó;
privacy-account-attempts = los intentos de entrada, con una huella del correo en lugar del correo y una huella de la red, distinta cada día, en lugar de la dirección IP, para frenar abusos;
privacy-account-device = que usted ya entró desde un equipo: una cookie lo recuerda, para que los intentos de otras personas no le cierren la entrada;
privacy-account-letters = los avisos que le enviamos por correo.
privacy-account-use = Usamos estos datos solo para darle acceso, avisarle y proteger el registro. No los vendemos ni los damos a terceros. Los avisos salen por el servidor de correo que usa quien administra este registro.
privacy-public = Qué es público
privacy-public-facts = Son públicos los proyectos y las promesas verificadas: la organización que promete, el monto, las fechas, el estado y los motivos de un retiro o un vencimiento.
privacy-public-actors = En la historia pública nadie aparece con su nombre ni su correo. Se ve, a lo más, la organización y el papel.
privacy-public-texts = Lo que usted escribe en un proyecto o en una promesa puede publicarse. No escriba datos personales; ponga un cargo en lugar de un nombre.
privacy-erasing = Borrar un texto público
privacy-erasing-ask = Si un texto público tiene datos personales que no deben estar ahí, pida que se borre. La administración del registro puede quitarlo de la historia pública.
privacy-erasing-trace = Queda a la vista que hubo un texto y que se borró, pero no lo que decía. La historia se puede seguir comprobando, porque allí el texto figura solo como una huella.
privacy-how-long = Por cuánto tiempo
privacy-how-long-session = Sesión: hasta que usted salga, o 12 horas.
privacy-how-long-attempts = Huellas de los intentos de entrada: un día.
privacy-how-long-device = Equipo conocido: 180 días desde la última vez que entró con él.
privacy-how-long-invitation = Enlace de invitación: sirve una vez, durante 7 días. Enlace para una contraseña nueva: sirve una vez, durante 30 minutos; el correo que se escribe para pedirlo se borra en segundos.
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
accessibility-limits-texts = Los motivos y notas que escriben las personas están en el idioma en que las escribieron.
accessibility-limits-sources = Las fuentes a las que enlazamos son de otros y pueden no ser accesibles.
accessibility-limits-tables = El código de la página de datos se desliza hacia los lados en el celular.
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
who-what-follow = Puente anota los proyectos y las promesas de aporte para que cualquiera los pueda seguir, hasta el centavo y hasta el lugar. Los motivos y los cambios también quedan a la vista.
who-what-not = Qué no es
who-what-not-money = Puente no maneja dinero. No recibe, guarda ni envía fondos.
who-what-not-binding = Una promesa de aporte no es vinculante: no es un contrato, una deuda ni un pago.
who-what-not-endorse = Figurar aquí no es un aval. Verificar una promesa dice que se hizo, no que se investigó a quien la hizo.
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
who-partner-withdraw = Retiran una promesa verificada, con un motivo público.
who-partner-not = No pueden verificar promesas ni ver los borradores de otras organizaciones.
who-implementer = Los ejecutores
who-implementer-who = Las organizaciones que llevan a cabo un proyecto. Cada proyecto registrado nombra la suya.
who-implementer-now = Entran con una cuenta de aliado, si la tienen.
who-implementer-disbursements = Confirman o disputan los desembolsos que reciben, e informan lo que gastan.
who-implementer-not-yet = Todavía no pueden publicar novedades aquí.
who-officer = Las gestoras y los gestores del programa
who-officer-who = Personas del programa que atienden Colombia, Panamá o los dos países.
who-officer-projects = Registran los proyectos de su país, los mantienen al día y cambian su estado, con un motivo.
who-officer-review = Verifican, devuelven o rechazan promesas. Nunca las que escribieron o enviaron ellos.
who-officer-behalf = Pueden anotar una promesa en nombre de una organización; queda marcado, y otra persona la verifica.
who-officer-lapse = Dan por vencida una promesa, con un motivo público.
who-administrator = La administración
who-administrator-who = Quienes mantienen el registro en marcha.
who-administrator-keep = Invitan a las personas, cuidan las tasas de cambio y vuelven a enviar los avisos que no salieron.
who-administrator-redact = Pueden borrar un texto público que no debe estar ahí. Queda a la vista que se borró.
who-administrator-not = No pueden verificar promesas, cambiar hechos publicados ni tocar los proyectos, salvo reabrir uno cerrado.
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
data-project-pending = Solo en el archivo de un proyecto, un lugar o una organización: qué está atrasado (late), abierto porque volvió (returned) o sin firmar después de su validez (unsigned), y en el de un proyecto también lo que espera a quien recibe (receiver) o una condición (condition); con since, days, amount, why, party, reason, stopped_by y reply.
data-project-breakdown = De qué se componen sus cifras, en dólares; con su costo y lo que está por financiar como cuentan en el plan (requirement_usd, gap_usd).
data-totals = Las cifras
data-totals-intro = El costo y lo que está por financiar de un proyecto van en la moneda de su presupuesto. Sus demás cifras, y todas las del plan, van en dólares (USD).
data-totals-example = Así se escribe una cifra:
data-totals-requirement = Costo del proyecto: la suma de su presupuesto.
data-totals-pledged = Promesas de dinero verificadas. No baja si se retiran o vencen.
data-totals-outstanding = Lo prometido que sigue en pie: ni retirado, ni vencido, ni firmado.
data-totals-committed = Acuerdos firmados.
data-totals-declared = Pagos que esperan la palabra de quien recibe.
data-totals-disputed = Pagos que quien recibe no reconoce.
data-totals-paid = Pagos confirmados por quien recibe.
data-totals-spent = Gastos que informa el ejecutor.
data-totals-in-kind = Bienes y asistencia técnica, según el valor que les da quien los ofrece.
data-totals-covered = La parte de in_kind que se aceptó para un rubro del presupuesto. No reduce gap.
data-totals-guarantees = Garantías. No son efectivo.
data-totals-not-converted = Lista de lo que no tiene tasa de cambio, por moneda. No está en las demás cifras en dólares.
data-totals-gap = Por financiar: costo menos firmado, nunca bajo cero.
data-event = Un hecho
data-event-number = Número del hecho, desde 1 y sin saltos.
data-event-hash = Huella SHA-256 del hecho, en 64 cifras hexadecimales en minúscula.
data-event-public = El hecho mismo, como texto. Son los caracteres exactos de los que se saca la huella. Adentro hay otro JSON:
data-event-inner-head = En public: el número otra vez, la hora (at, en UTC) y la clase de hecho.
data-event-inner-entry = En public, si hay dinero: la fila contable, con pledge, organisation, kind, support, amount_minor, currency, dated_on y lo que vale: usd_minor, en dólares; parent_rate_usd_minor, lo mismo a la tasa de aquello de lo que sale; y, si es un acuerdo o su fin, budget_minor y budget_currency, cuando el costo del proyecto está en otra moneda. Una fila que resta también los dice, con signo menos; null quiere decir que no hay tasa. Los montos terminados en _minor están en la unidad más pequeña de la moneda.
data-event-inner-conversion = En public, si una fila recibe después su valor en dólares o recibe otro: conversion, con entry (el id de la fila) y usd_minor.
data-event-inner-valuations = En public, si lo que se restó de una fila vale otra cosa porque la fila la vale: valuations, una lista con entry (el id de cada fila) y lo que vale ahora, como en entry.
data-event-inner-initiative = En public, si un acuerdo termina o un pago se devuelve y se dice por iniciativa de quién: provider, implementer, government o community.
data-event-inner-receipt = En public, si se responde por un pago: receipt, con entry (el id de la fila), kind (confirm, dispute o resolve) y on_document, si lo anotó la oficina según documento.
data-event-inner-acceptance = En public, si se acepta algo en especie para un presupuesto o se deshace: pledge, project, line_position (desde 0), amount_minor, currency, su valor en la moneda del presupuesto (budget_minor, budget_currency) y, si deshace, takes_back.
data-event-inner-texts = En public: una huella por cada texto libre, en lugar del texto.
data-event-texts = Al lado de public, si las páginas muestran textos del hecho que no se borraron: de cada uno, su texto (content) y su sal (salt).
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
data-texts = Textos y su borrado
data-texts-digest = Los códigos, los montos y las fechas están en la cadena tal cual. Los textos libres figuran como una huella hecha con el texto y una sal: caracteres al azar que impiden adivinar el texto a partir de la huella.
data-texts-stand = Un texto que se muestra en una página está en el archivo junto a su hecho, con su sal, mientras no se borre: la huella es SHA-256 de la sal seguida del texto, ambos en UTF-8. Así cualquiera comprueba que nadie lo reescribió. Los documentos, y los textos que ninguna página muestra, no están en el archivo.
data-texts-erase = Si un texto se debe borrar, se borran el texto y su sal, y la descarga siguiente no trae ninguno de los dos. La cadena queda entera y un hecho nuevo dice que hubo un borrado.
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
form-sign-in-button = Entrar
sign-in-help = ¿No tiene cuenta? Pida una invitación a la administración del registro.
sign-in-forgotten = Olvidé mi contraseña
label-end-others = Cerrar mis otras sesiones
hint-end-others = Márquelo si dejó una sesión abierta en otro aparato, o si cree que alguien más conoce su contraseña.
label-email = Correo electrónico
label-password = Contraseña
error-credentials = El correo o la contraseña no son correctos. Revise ambos e intente otra vez.
error-too-many-sign-ins = Hubo demasiados intentos de entrar con este correo. Intente otra vez en { $count ->
    [one] un minuto
   *[other] { $count } minutos
 }, a partir de las { $time } (hora de Colombia y Panamá).
error-too-many-sign-ins-network = Desde la conexión a internet que usted usa hubo demasiados intentos de entrar. Intente otra vez en { $count ->
    [one] un minuto
   *[other] { $count } minutos
 }, a partir de las { $time } (hora de Colombia y Panamá).
error-sign-in-busy = En este momento entra demasiada gente a la vez. Espere { $count } segundos e intente otra vez. Su correo sigue escrito abajo.
error-hashing-busy = En este momento entra demasiada gente a la vez y no se guardó nada. Espere { $count } segundos, escriba otra vez la contraseña y envíe.
sign-in-locked = Si la cuenta es suya, hay otro camino.
sign-in-locked-detail = Lo que otras personas intenten no le cierra la entrada en los equipos desde los que usted ya entró: use uno de ellos, o espere. Su cuenta y lo que usted registró siguen como estaban.
invitation-title = Aceptar la invitación
invitation-lede = Usted entra como { $role } con el correo { $email }. Escriba su nombre y elija una contraseña.
form-joining-button = Crear mi cuenta
link-over-invitation-title = Esta invitación ya no sirve
link-over-invitation-text = El enlace ya se usó, venció o fue reemplazado por otro. Si ya creó su cuenta, entre con su correo y su contraseña. Si no, pida una invitación nueva a quien lo invitó.
link-over-reset-title = Este enlace ya no sirve
link-over-reset-text = El enlace ya se usó o pasaron más de 30 minutos. Pida otro y use el del último correo que reciba.
link-over-again = Pedir otro enlace
reset-ask-title = Olvidé mi contraseña
reset-ask-lede = Escriba el correo de su cuenta. Le enviamos un enlace para elegir una contraseña nueva.
form-reset-request-button = Enviar el enlace
reset-asked-title = Revise su correo
reset-asked-text = Si hay una cuenta con ese correo, en un momento recibe un enlace para elegir una contraseña nueva. Sirve una vez, durante 30 minutos.
reset-asked-detail = ¿No llegó? Mire en el correo no deseado. Por seguridad enviamos como máximo tres enlaces por hora, y no decimos aquí si un correo tiene cuenta.
reset-sign-in = Volver a Entrar
reset-title = Elija una contraseña nueva
reset-lede = Es para la cuenta { $email }. Al guardarla se cierran todas las sesiones abiertas de esa cuenta.
form-reset-button = Guardar la contraseña
reset-done-title = Su contraseña cambió
reset-done-text = Cerramos todas las sesiones de su cuenta y le enviamos un aviso. Entre con la contraseña nueva.
account-title = Mi cuenta
account-lede = { $email } · { $role }
account-done-profile = Sus datos quedaron guardados.
account-done-password = Su contraseña cambió. Cerramos sus otras sesiones y le enviamos un aviso.
account-done-sessions = La sesión quedó cerrada.
form-profile = Nombre e idioma
form-profile-button = Guardar
label-letters-language = Idioma de los avisos
hint-letters-language = En este idioma le escribimos. Las páginas puede leerlas siempre en los dos.
language-es = Español
language-en = English
form-password = Cambiar la contraseña
form-password-lede = Sus otras sesiones se cierran y le enviamos un aviso por correo. Se deshace cambiándola otra vez.
form-password-button = Cambiar la contraseña
label-old-password = Contraseña actual
error-old-password = Esta no es su contraseña actual.
error-too-many-passwords = Hubo demasiados intentos con una contraseña equivocada. Espere 15 minutos e intente otra vez.
account-sessions = Sesiones abiertas
account-sessions-lede = Si no reconoce una, ciérrela y cambie su contraseña. Una sesión dura 12 horas como máximo.
column-device = Con qué
column-begun = Comenzó
column-seen = Última vez
column-end = Cerrar
device-unknown = Aparato desconocido
session-this = Esta sesión
form-session-end-button = Cerrar
session-end-others = Cerrar todas las demás
label-name = Nombre
label-new-password = Contraseña nueva
hint-new-password = Al menos { $min } caracteres; también caben espacios y tildes. Lo mejor es una frase suya de varias palabras. No sirven las contraseñas comunes ni los nombres de aquí, de usted o de su organización.
label-password-again = Contraseña, otra vez
error-password-short = La contraseña es muy corta: debe tener al menos { $min } caracteres.
error-password-long = La contraseña es muy larga: puede tener hasta { $max } caracteres.
error-password-person = La contraseña se parece demasiado a su nombre, su correo o su organización. Alguien que lo conozca la adivina. Elija otra.
error-password-place = La contraseña se compone casi solo de palabras de aquí, como Puente, Urabá o Panamá. Son las primeras que se prueban. Elija otra.
error-password-common = La contraseña es muy común o sigue un patrón (repetición, fecha, teclas seguidas). Es de las primeras que se prueban. Elija otra.
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
error-stale-pledge = Alguien cambió esta promesa mientras usted escribía. Lo que escribió sigue aquí y todavía no se guardó. Compare los campos marcados con lo guardado, en otra pestaña; si la envía otra vez, reemplaza lo guardado.
error-stale-pledge-sent = Esta promesa ya se envió o respondió mientras usted escribía: sus datos ya no se cambian. Lo que escribió sigue aquí para copiarlo.
error-changed-meanwhile = Lo guardado ahora es distinto de lo que usted escribió aquí.
error-reason-short = Explique el motivo con al menos 10 caracteres.
error-says-nothing = No tiene letras ni cifras: escríbalo con palabras.
error-nothing-outstanding = Todo lo prometido está firmado: no queda nada que pueda retirarse o vencer.
error-still-valid = La promesa todavía es válida: puede vencer cuando pase ese día.
error-guarantee-no-money = Una garantía no es dinero que se entrega: elija «Garantía» como clase de aporte, u otro tipo de financiación.
error-state-moved = Esta promesa ya cambió de estado. Abajo está como quedó.
error-share = Escriba un porcentaje mayor que 0 y hasta 100, con dos decimales como máximo.
error-shares-sum = Los porcentajes deben sumar exactamente 100.
error-too-many-rows = No caben más de { $max } filas.
error-twice = Ya está en otra fila.
error-other-country = Este lugar no está en el país elegido.
error-territorial-basis = Para decir que no toca un territorio, escriba el acto de la autoridad competente: número y fecha.
error-end-before-start = La fecha final es anterior a la inicial.
error-stale-project = Alguien cambió este proyecto mientras usted escribía. Lo que escribió sigue aquí y todavía no se guardó. Compare los campos marcados con lo guardado, en otra pestaña; si lo envía otra vez, reemplaza lo guardado.
error-stale-status = Alguien cambió este proyecto mientras usted escribía: ahora está en «{ $status }», desde el { $when }. Revise si su cambio todavía tiene sentido y envíelo otra vez.
error-not-a-successor = El proyecto no puede pasar a ese estado desde el actual.
error-effective-future = La fecha del cambio no puede estar en el futuro.
error-effective-before = La fecha es anterior al último cambio de estado.
error-gate = Al proyecto todavía le falta algo para este paso. La lista está arriba.
error-email = Escriba un correo electrónico completo, como ana@ejemplo.org.
error-too-many-invitations = Ya se enviaron { $max } invitaciones en una hora desde su cuenta. Espere { $count ->
    [one] un minuto
   *[other] { $count } minutos
 } para enviar la siguiente.
error-email-taken = Este correo ya tiene cuenta.

# Formularios
choose-none = Ninguno
choose-one = Elija…
label-reason = Motivo
hint-reason-public = Queda público y no se puede borrar por su cuenta. Al menos 10 caracteres.
label-document = Documento que lo prueba
hint-document = PDF, PNG o JPEG, hasta 10 MB. Queda público: no suba documentos con datos personales.
error-document-large = El documento pesa más de { $max } MB. Comprímalo o suba solo las páginas que hacen falta, y elíjalo otra vez.
error-document-kind = El archivo no es PDF, PNG ni JPEG. Guárdelo en uno de esos formatos y elíjalo otra vez.
error-document-broken = El archivo no se puede abrir: está dañado o no se copió completo. Guárdelo de nuevo y vuelva a elegirlo.
error-document-encrypted = El archivo solo se abre con contraseña. Guárdelo sin contraseña y vuelva a elegirlo: todas las personas lo leen.
error-document-no-page = Este PDF no tiene ninguna página. Elija el documento mismo.
error-document-complex = El archivo es demasiado complejo para abrirlo aquí. Imprímalo como PDF, o guárdelo como imagen, y vuelva a elegirlo.
error-documents-of-day = Su organización ya entregó todos los documentos que puede entregar en un día. No se guardó nada: inténtelo mañana, o escriba al programa.
error-document-again = Elija el documento otra vez: no se guardó, porque hay algo que corregir.
column-reference = Referencia
column-organisation = Organización
column-target = Para
column-amount = Monto
amount-first = (primero { $amount })
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
on-behalf = Lo anotó la oficina

# Escritorio del aliado
desk-title = Mis promesas
desk-lede = Aquí están las promesas de aporte de su organización y lo que pasa con cada una.
desk-lede-officer = Aquí están las promesas verificadas de su jurisdicción y las que la oficina anota en nombre de otras organizaciones.
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
desk-state-lapsed = Venció lo que la promesa tenía sin firmar: ya no está pendiente. Lo prometido sigue visible.
reason-given = Motivo
desk-proposal-submitted = Está enviado. Lo verifica alguien distinto de quien lo anotó. Todavía no es público ni cuenta.
desk-proposal-returned = Volvió para que usted lo corrija. Corríjalo y envíelo otra vez, o retírelo.
desk-proposal-declined = No se aceptó. No es público.
desk-proposal-verified = Está verificado: es público y cuenta en los totales.
desk-proposal-withdrawn = Se retiró antes de verificarse. Nunca fue público.
proposals-title = Enviado para verificar
proposals-lede = Aumentos de promesas, acuerdos sin promesa y gastos por encima de lo recibido: cuentan cuando alguien los verifica.
proposals-caption = Primero lo más nuevo
proposals-waiting = Anotado y todavía sin contar
proposals-empty = Todavía no se ha enviado nada para verificar.
column-proposal = Qué es
proposal-edit = Corregir
proposal-edit-title = Corregir
proposal-edit-lede = Corrija lo que dice el motivo y envíelo otra vez.
proposal-edit-lede-document = Corrija lo que dice el motivo y envíelo otra vez. El documento { $name } queda, a menos que suba otro.
proposal-resubmit = Enviar otra vez
proposal-made = Ver en qué quedó
error-stale-proposal-sent = Mientras tanto se envió, se respondió o se retiró, y ya no se puede cambiar. No se guardó nada.
pledge-title = Promesa
pledge-what = Lo prometido
pledge-history = Historia
pledge-edit-button = Editar la promesa
pledge-receipt-link = Ver el recibo público
tranches-title = Pagos previstos
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
pledge-sentence = { $organisation } promete { $amount } ({ $words }) para { $target }, el { $pledged_on }.
pledge-confirm-notice = Al enviarla, la revisa alguien distinto de quien la anota.
pledge-confirm-detail = Si se verifica, queda pública con su monto, su fecha y sus condiciones, y no se puede borrar: solo retirar, con motivo.

# Oficina
office-title = Lo que espera respuesta
office-lede = { $count ->
    [0] No hay nada en espera.
    [one] Una promesa o un cambio espera respuesta.
   *[other] { $count } promesas y cambios esperan respuesta.
 }
office-projects-title = Proyectos de mi jurisdicción
office-new-project = Nuevo proyecto
office-behalf = Anotar una promesa en nombre de otra organización
office-caption = Promesas enviadas, primero la que más espera
office-own = Debe verificarla otra persona
office-empty = No hay nada en espera.
office-empty-detail = Cuando un aliado envía una promesa de su jurisdicción, aparece aquí.
entered-by = Anotada por
review-title = Responder
review-lede = Verificar dice que la promesa se hizo. No dice que se haya investigado a quien la hace.
review-undo = Su respuesta no se deshace aquí: una promesa verificada solo se retira o vence, y una rechazada se escribe de nuevo.
label-decision = Respuesta
decision-verify = Verificar
decision-verify-hint = La promesa queda pública y cuenta en los totales.
decision-return = Devolver
decision-return-hint = El aliado la corrige y la envía otra vez. Diga qué falta.
decision-decline = No aceptar
decision-decline-hint = La promesa termina aquí y no se publica. Diga por qué.
hint-review-reason-unusual = Necesario para cualquier respuesta; aquí también para verificar, y entonces es público. Al menos 10 caracteres.
hint-review-reason = Necesario para devolver o no aceptar: lo lee el aliado, no el público. Si verifica, lo que escriba aquí es público. Al menos 10 caracteres.
form-review-button = Enviar respuesta
unusual-title = Si la verifica, diga por qué es correcta
unusual-above-gap = El acuerdo vale { $valuation } y al proyecto le faltan { $gap }: son { $above } más de lo que falta.
unusual-above-requirement = La promesa vale { $valuation } y el proyecto cuesta { $requirement }: es { $times } veces su costo. Por encima de { $most } veces se pide un motivo.
unusual-not-comparable = Ninguna tasa de ese día dice cuánto valen los { $currency } en { $budget }, la moneda del presupuesto: nadie puede compararlo con lo que cuesta el proyecto.
office-proposals-title = Cambios que todavía no cuentan
office-proposals-lede = Aumentos de promesas, acuerdos sin promesa y gastos por encima de lo recibido. No son públicos hasta que los verifique alguien distinto de quien los anotó.
office-proposals-caption = Enviados, primero el que más espera
proposal-review-lede = Mientras nadie lo verifique, no es público ni cuenta. Si usted lo verifica, cuenta con la fecha y la tasa de su día, y se revisa contra lo que vale ahora. Su respuesta no se deshace aquí.
proposal-verify-hint = Queda público, con su documento, y cuenta en los totales.
proposal-return-hint = Quien lo anotó lo corrige y lo envía otra vez. Diga qué falta.
proposal-decline-hint = Termina aquí y no se publica. Diga por qué.
proposal-kind-revision = Aumento de la promesa
proposal-kind-commitment = Acuerdo sin promesa
proposal-kind-expenditure = Gasto
proposal-state-submitted = Enviado
proposal-state-returned = Devuelto
proposal-state-declined = No aceptado
proposal-state-verified = Verificado
proposal-state-withdrawn = Retirado
proposal-change-submitted = Se envió para verificar
proposal-change-returned = Se devolvió para corregir
proposal-change-declined = No se aceptó
proposal-change-verified = Se verificó
proposal-change-withdrawn = Lo retiró quien lo anotó
proposal-present = Monto antes del aumento
proposal-pending-submitted = Un aumento a { $amount } espera verificación:
proposal-pending-returned = Un aumento a { $amount } volvió para corregir:
proposal-refusal-revision-pending = Ya hay un aumento de esta promesa en espera. Retírelo, o corríjalo si volvió, antes de anotar otro.
proposal-refusal-figure-moved = La promesa tiene hoy otro monto que cuando se anotó el aumento. Devuélvalo, para que se anote de nuevo desde el monto de hoy.
proposal-refusal-reason-needed = Diga por qué es correcto de todos modos: al menos 10 caracteres.
proposal-refusal-document-gone = Su documento ya no se puede leer. Devuélvalo, para que se suba otra vez.
office-keep-pledge = Anotar lo que sigue: firma, pagos, cambios
lapse-title = Dar por vencida
lapse-lede = Lo que no está firmado deja de estar pendiente. Esto no se puede deshacer y queda público; el monto original sigue visible.
lapse-lede-hidden = La promesa todavía no es pública. Se da por vencida entera y no se puede deshacer. Nada se publica: ni la promesa, ni su vencimiento, ni el motivo.
form-lapse-button = Dar por vencida
office-projects-lede = Los proyectos que usted mantiene. Los borradores solo se ven aquí.
office-projects-caption = Proyectos, primero los que cambiaron hace menos
office-projects-empty = Todavía no hay proyectos en su jurisdicción.
office-projects-search = Buscar por título, descripción o código
office-projects-none = Ningún proyecto de su jurisdicción lleva esas palabras.
office-documented-title = Proyectos documentados de su jurisdicción
office-documented-lede = Se compilaron de fuentes públicas y nadie los mantiene todavía. Si el programa se hace cargo de uno, adóptelo.
adoption-title = Adoptar el proyecto
adoption-editable = El proyecto pasa a ser registrado y lo mantiene el programa. Conserva su código, su página, el enlace a su fuente y su historia.
adoption-draft = Queda como borrador a la vista de todos, porque le faltan datos. Complételos y cámbielo a «Identificado».
adoption-identified = Queda como «Identificado»: tiene todos sus datos.
adoption-amounts = Los montos de las fuentes no entran en el libro. Se le ofrecen después, uno por uno, para que una persona los revise y los anote como promesa o acuerdo.
adoption-final = Esto no se puede deshacer. Después solo se puede cancelar el proyecto, como cualquier otro.
adoption-missing = { $count ->
    [one] Falta un dato
   *[other] Faltan { $count } datos
 }
form-adoption-button = Adoptar el proyecto
error-adopted-already = Alguien ya adoptó este proyecto. No se guardó nada.
offers-title = Montos publicados por las fuentes
offers-lede = No son parte del libro. Si la organización o un documento lo confirma, anótelo en su nombre: el formulario se abre con estos datos, y usted los revisa antes de enviarlo.
offers-not-open = Se podrán anotar cuando el proyecto busque financiación.
offer-pledge = Como promesa
offer-commitment = Como acuerdo firmado
column-record = Anotar
project-edit-button = Editar los datos
project-public-link = Ver la página pública
project-draft-notice = Es un borrador: nadie más lo ve. Para publicarlo, cámbielo a «Identificado».
status-change-title = Cambiar de estado
status-change-lede = El cambio y su motivo quedan en la historia pública y no se borran. De una suspensión se vuelve al estado de antes, y un proyecto cerrado lo puede reabrir la administración; lo demás no se deshace.
form-status-change-button = Cambiar el estado
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
missing-requirement = Falta el costo: al menos un rubro del presupuesto.
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
legend-line = Rubro { $number }
label-line-es = Nombre en español
label-line-en = Nombre en inglés
hint-more-rows = Si necesita más filas, guarde: al editar aparece otra.
form-project-button = Guardar

# Administración
admin-title = Administración
admin-letters = Avisos por correo
admin-letters-caption = Los últimos 50 avisos, primero los que fallaron
admin-letters-empty = Todavía no hay avisos.
letter-state-waiting = En espera
letter-state-sent = Enviado
letter-state-failed = Falló
form-retry-button = Intentar otra vez
form-invitation = Invitar a una persona
form-invitation-lede = Recibe un correo con un enlace para elegir su nombre y su contraseña. Si ya tenía una invitación sin usar, esta la reemplaza.
label-invitation-language = Idioma de la invitación
form-invitation-button = Enviar invitación
invitation-made = La invitación salió por correo. También puede entregar este enlace; sirve una vez y vence en 7 días.
label-role = Papel
label-invitation-organisation = Organización (para un aliado o ejecutor)
label-jurisdiction = Jurisdicción (para una gestora o un gestor)
invitation-made-already = La invitación ya se hizo y salió por correo. Su enlace se muestra una sola vez; si necesita uno, haga otra en la página de la persona:
invitation-replaced = La invitación anterior ya no sirve.
people-title = Personas
people-lede = Quiénes entran al registro: invitar, desactivar, cerrar sesiones.
people-link = Ver las personas
people-search = Buscar por nombre, correo u organización
people-all = Todas
people-invited = Invitadas
people-active = Activas
people-disabled = Desactivadas
people-withdrawn = Invitación retirada
people-none = Nadie coincide con esta búsqueda.
people-see-all = Ver todas las personas
admin-people-caption = Cuentas, por correo
person-state-invited = Invitada
person-state-active = Activa
person-state-disabled = Desactivada
person-state-withdrawn = Invitación retirada
person-invited-until = hasta el { $date }
person-invitation-over = sin invitación vigente
person-invitation = Invitación
person-since = Registrada
person-sessions = Sesiones abiertas
person-own = Esta es su propia cuenta. Sus datos, su contraseña y sus sesiones están en
form-replacement = Enviar otra invitación
form-replacement-lede = Si perdió el enlace o venció. El enlace nuevo reemplaza al anterior, que deja de servir.
form-replacement-button = Enviar otra invitación
form-invitation-withdrawal = Retirar la invitación
form-invitation-withdrawal-lede = El enlace deja de servir. Se deshace invitando otra vez, cuando quiera.
form-invitation-withdrawal-button = Retirar la invitación
form-sessions-end = Cerrar sus sesiones
form-sessions-end-lede = Tendrá que entrar otra vez, y con eso se deshace. Su cuenta y su contraseña quedan igual.
form-sessions-end-button = Cerrar sus sesiones
person-disable = Desactivar la cuenta
person-disable-lede = Sus sesiones se cierran ya, no puede entrar y no recibe avisos. Lo que hizo queda en la historia. Puede activarla otra vez.
person-disable-button = Desactivar la cuenta
person-enable = Activar la cuenta
person-enable-lede = Puede entrar otra vez con su contraseña, y recibe avisos.
person-enable-button = Activar la cuenta
person-done-disabled = La cuenta está desactivada y sus sesiones, cerradas.
person-done-enabled = La cuenta está activa.
person-done-withdrawn = La invitación está retirada.
person-done-sessions = Sus sesiones están cerradas.
person-refusal-own = Nadie puede desactivar su propia cuenta. Pídaselo a otra persona de la administración.
person-refusal-last-administrator = Es la última cuenta activa de administración. Invite primero a otra persona.
person-refusal-not-active = La cuenta no está activa.
person-refusal-not-disabled = La cuenta no está desactivada.
person-refusal-not-invited = Esta persona no tiene una invitación sin usar.
person-history = Qué se hizo con esta cuenta
column-by = Quién
by-nobody = —
audit-invited = Invitación enviada
audit-invitation-replaced = Invitación reemplazada
audit-invitation-withdrawn = Invitación retirada
audit-invitation-accepted = Invitación aceptada
audit-account-disabled = Cuenta desactivada
audit-account-enabled = Cuenta activada
audit-sessions-ended = Sesiones cerradas
audit-profile-changed = Nombre o idioma cambiados
audit-password-asked = Enlace para una contraseña nueva enviado
audit-password-reset = Contraseña nueva por enlace
audit-password-changed = Contraseña cambiada
audit-password-wrong = Contraseña actual equivocada al cambiarla
admin-event-number = Número del hecho
admin-event-open = Abrir
reopening-title = Reabrir un proyecto cerrado
reopening-lede = Vuelve a «En cierre». El cierre anterior queda en la historia, y el motivo es público.
reopening-link = Elegir un proyecto cerrado
form-reopening-button = Reabrir el proyecto
reopening-empty = No hay proyectos cerrados.
label-reopening-project = Proyecto cerrado
admin-events = Retirar un texto de la historia pública
admin-events-lede = Abra el hecho. El texto se borra; el hecho, su monto y su fecha quedan, y el retiro es público.
event-page-title = Hecho
event-texts = Textos de este hecho
event-no-texts = Este hecho no lleva textos libres.
event-bytes = Contenido exacto
form-redaction = Retirar un texto
form-redaction-lede = Borrar un texto no se puede deshacer. En la historia pública queda que se retiró y por qué.
form-redaction-button = Borrar el texto
label-field = Texto
text-reply = Explicación de quien aporta
text-reason = Motivo
text-review_reason = Lo que escribió quien lo verificó
text-document = Documento (huella SHA-256)
text-condition = Condición que se espera
text-conditions = Condiciones
text-authorised_by = Quién la autoriza
text-note = Nota
text-acceptance_note = Qué se aceptó en especie
text-line_es = Rubro en español
text-line_en = Rubro en inglés
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

    { $published_on ->
        [now] Recibo público: { $public_url }
       *[later] Está bajo embargo: el { $published_on } se publica en { $public_url }
    }
    Su promesa: { $desk_url }
letter-proposal-received-subject = Recibimos { $kind ->
        [revision] el aumento de su promesa
        [commitment] su acuerdo
       *[expenditure] su gasto
    } { $reference }
letter-proposal-received-body = { $name }:

    Recibimos { $kind ->
        [revision] un aumento de la promesa { $reference } de { $organisation }, de { $present } a { $amount }, para { $target }.
        [commitment] el acuerdo { $reference } de { $organisation }: { $amount } para { $target }, firmado el { $dated_on }.
       *[expenditure] el gasto { $reference } de { $organisation }: { $amount } para { $target }, del { $dated_on }.
    }

    Lo verifica una gestora o un gestor distinto de quien lo anotó. Hasta entonces no es público ni cuenta. Le escribimos cuando haya respuesta.

    Está aquí: { $desk_url }
letter-proposal-returned-subject = { $kind ->
        [revision] El aumento de su promesa
        [commitment] Su acuerdo
       *[expenditure] Su gasto
    } { $reference } necesita una corrección
letter-proposal-returned-body = { $name }:

    { $kind ->
        [revision] El aumento de la promesa { $reference } de { $organisation } a { $amount }
        [commitment] El acuerdo { $reference } de { $organisation } ({ $amount } para { $target })
       *[expenditure] El gasto { $reference } de { $organisation } ({ $amount } para { $target })
    } volvió para que usted lo corrija.

    Motivo: { $reason }

    Corríjalo y envíelo otra vez: { $desk_url }
letter-proposal-declined-subject = { $kind ->
        [revision] El aumento de su promesa
        [commitment] Su acuerdo
       *[expenditure] Su gasto
    } { $reference } no se aceptó
letter-proposal-declined-body = { $name }:

    { $kind ->
        [revision] El aumento de la promesa { $reference } de { $organisation } a { $amount }
        [commitment] El acuerdo { $reference } de { $organisation } ({ $amount } para { $target })
       *[expenditure] El gasto { $reference } de { $organisation } ({ $amount } para { $target })
    } no se aceptó. No es público.

    Motivo: { $reason }

    Está aquí: { $desk_url }
letter-proposal-verified-subject = { $kind ->
        [revision] El aumento de su promesa
        [commitment] Su acuerdo
       *[expenditure] Su gasto
    } { $reference } está verificado
letter-proposal-verified-body = { $name }:

    { $kind ->
        [revision] El aumento de la promesa { $reference } de { $organisation }, de { $present } a { $amount },
        [commitment] El acuerdo { $reference } de { $organisation } ({ $amount } para { $target })
       *[expenditure] El gasto { $reference } de { $organisation } ({ $amount } para { $target })
    } está verificado. Es público y cuenta en los totales.

    Está aquí: { $desk_url }
letter-pledge-withdrawn-subject = La promesa { $reference } se retiró
letter-pledge-withdrawn-body = { $name }:

    La promesa { $reference } de { $organisation } ({ $amount } para { $target }) se retiró. { $public ->
        [yes] El monto original sigue visible; ya no está pendiente.
       *[no] No era pública todavía, y no se publica.
    }

    Motivo: { $reason }

    Su promesa: { $desk_url }
letter-pledge-lapsed-subject = La promesa { $reference } venció
letter-pledge-lapsed-body = { $name }:

    La promesa { $reference } de { $organisation } ({ $amount } para { $target }) se dio por vencida. { $public ->
        [yes] El monto original sigue visible; ya no está pendiente.
       *[no] No era pública todavía, y no se publica.
    }

    Motivo: { $reason }

    Su promesa: { $desk_url }
letter-password-reset-subject = Una contraseña nueva para Puente
letter-password-reset-body = { $name }:

    Alguien pidió una contraseña nueva para su cuenta en Puente. Si fue usted, abra este enlace y elíjala:

    { $link }

    El enlace sirve una vez, durante 30 minutos. Si no lo pidió, no haga nada: su contraseña sigue igual.
letter-password-changed-subject = Su contraseña de Puente cambió
letter-password-changed-body = { $name }:

    La contraseña de su cuenta en Puente cambió, y las otras sesiones se cerraron.

    Si fue usted, no haga nada. Si no, elija ya otra contraseña y avise a la administración del registro:

    { $link }
letter-invitation-subject = Invitación a Puente
letter-invitation-body = Le invitamos a Puente, el registro público de proyectos y promesas de la frontera entre Colombia y Panamá.

    Abra este enlace, escriba su nombre y elija una contraseña:

    { $link }

    El enlace sirve una vez y vence en 7 días. Si no esperaba esta invitación, no haga nada.

# Páginas públicas
# Páginas públicas
site-description = Registro público de los proyectos de desarrollo en la frontera de Colombia y Panamá, y del dinero que se promete para ellos.
nav-home = Inicio
nav-projects = Proyectos
nav-partners = Aliados
nav-places = Lugares
nav-activity = Historia
nav-data = Datos
nav-about = Cómo se calcula
nav-desk = Mis promesas
nav-desk-officer = Promesas en nombre de otros
nav-office = Por responder
nav-office-projects = Proyectos a mi cargo
nav-admin = Administración
nav-admin-people = Personas
nav-own-account = Mi cuenta
footer-who = Qué es Puente y quién lo lleva
footer-methodology = Cómo se calcula cada cifra
footer-totals = Cifras de todo el plan, explicadas
footer-privacy = Privacidad
footer-accessibility = Accesibilidad
role-partner = Aliado
role-officer = Gestión del programa
role-administrator = Administración

## Words of the registry
pillar-poverty_reduction = Reducción de la pobreza
pillar-public_services = Servicios públicos
pillar-jobs = Empleo
pillar-sustainable_economy = Economía sostenible
country-CO = Colombia
country-PA = Panamá
country-both = Binacional (Colombia y Panamá)
class-financial_institution = Institución financiera
class-civil_society = Sociedad civil
class-private_sector = Sector privado
class-cooperation = Cooperación de otros gobiernos
class-multilateral = Organismo multilateral
class-domestic_public = Sector público nacional
status-draft = Borrador
status-identified = Identificado
status-seeking_funding = Busca financiación
status-implementation = En ejecución
status-finalisation = En cierre
status-closed = Cerrado
status-suspended = Suspendido
status-cancelled = Cancelado
provenance-registered = Registrado
provenance-documented = Documentado
pledge-state-draft = Borrador
pledge-state-submitted = Enviada
pledge-state-returned = Devuelta
pledge-state-declined = Rechazada
pledge-state-verified = Verificada
pledge-state-withdrawn = Retirada
pledge-state-lapsed = Vencida
pledge-kind-financial = Dinero
pledge-kind-in_kind = Bienes
pledge-kind-technical = Asistencia técnica
pledge-kind-guarantee = Garantía
territorial-yes = Sí, toca un territorio colectivo
territorial-no = No toca un territorio colectivo
territorial-unknown = No se sabe si toca un territorio colectivo
confidence-high = Alta
confidence-medium = Media
confidence-low = Baja
record-kind-aggregate = Suma de varios proyectos
record-kind-duplicate = Repite el monto de otra fila
record-kind-plan_without_money = Plan sin dinero asignado
place-outside = Fuera del área
text-redacted = Este texto se borró.
target-plan = todo el plan
demonstration = Demostración

## Figures
measure-requirement = Costo
measure-pledged = Prometido
measure-committed = Firmado
measure-paid = Pagado
measure-gap = Por financiar
measure-in-kind = En especie
measure-covered = Cubierto en especie
measure-guarantees = Garantías
measure-published = Publicado por la fuente
measure-spent = Gastado
measure-mobilised = Movilizado
measure-pledged-domestic = Prometido por el sector público nacional
measure-committed-domestic = Firmado por el sector público nacional
measure-paid-domestic = Pagado por el sector público nacional
measure-direct = Acuerdos directos
measure-ended = Retirado o vencido
measure-suspended = Por financiar en proyectos suspendidos
measure-exchange-signed = Efecto cambiario al firmar
measure-exchange-paid = Efecto cambiario al pagar
finance-grant = Donación
finance-loan = Préstamo
finance-equity = Capital
how-requirement = La suma de los presupuestos de los proyectos registrados, sin los borradores ni los cancelados.
how-pledged = Lo que se prometió en dinero, con sus aumentos y reducciones. No baja si después se retira o vence.
how-outstanding = Lo prometido que no se ha firmado ni retirado ni vencido, a la tasa del día de la promesa.
how-committed = Los acuerdos firmados, menos lo que se terminó, a la tasa del día de la firma.
how-declared = Pagos que declara quien paga y que esperan la palabra de quien recibe.
how-published = Pagos que la fuente publicó en otra parte: un testimonio más, que no se suma a los otros.
how-disputed = Pagos que quien recibe no reconoce, o reconoce por otra suma.
how-paid = Pagos que confirma quien recibe, menos ajustes y devoluciones, a la tasa del día del pago.
how-spent = Lo que los ejecutores informan que gastaron, con sus documentos.
how-gap = El costo menos lo firmado en cada proyecto abierto, nunca bajo cero. Lo que le sobra a uno no cubre a otro.
how-mobilised = Lo prometido, menos lo que promete el sector público nacional.
how-pledged-domestic = La parte de lo prometido que viene de las instituciones públicas de Colombia y Panamá.
how-committed-domestic = La parte de lo firmado que viene de las instituciones públicas de Colombia y Panamá.
how-paid-domestic = La parte de lo pagado que viene de las instituciones públicas de Colombia y Panamá.
how-direct = La parte de lo firmado que no viene de una promesa anterior.
how-ended = La parte de lo prometido que se retiró o venció sin firma.
how-suspended = El costo menos lo firmado de los proyectos suspendidos. No entra en «por financiar».
how-exchange-signed = Lo firmado a la tasa de la firma, menos lo mismo a la tasa de la promesa. No es dinero que falte ni que sobre.
how-exchange-paid = Lo pagado a la tasa del pago, menos lo mismo a la tasa de la firma. No es dinero que falte ni que sobre.
how-in-kind = Bienes y asistencia técnica, con el valor que les da quien los ofrece.
how-covered = La parte de lo que se da en especie que una gestora o un gestor aceptó para un rubro del presupuesto, mientras la promesa siga en pie. No reduce lo que está por financiar.
how-guarantees = Garantías: no son dinero en efectivo.
why-figure = ¿Por qué esta cifra?
no-figures = Todavía sin cifras
column-figure = Cifra
column-today = Hoy
column-difference = Diferencia
column-how = Cómo se calcula
figure-not-open = no recibe fondos ahora
not-converted = Sin convertir
and-not-converted = y { $amounts } sin convertir
bar-label = Financiación
bar-desc = Costo: { $requirement }. Prometido y por firmar: { $promised }. Firmado: { $signed }. Pagado: { $paid }. Por financiar: { $gap }.
bar-desc-money = Prometido y por firmar: { $promised }. Firmado: { $signed }. Pagado: { $paid }.
bar-unknown = No hay cifras para comparar.
documented-short = Compilado de fuentes públicas, no confirmado por el financiador.
never-added = Prometido, firmado y pagado van lado a lado y nunca se suman. Una promesa no reduce lo que está por financiar.
usd-at-pledge-date = En dólares (USD) a la fecha de cada promesa.
usd-at-its-day = En dólares (USD), cada monto a la tasa de su día.
methodology-link = Cómo se calcula cada cifra

## Any total, explained
totals-title = Cifras: { $name }
totals-of = Total de
totals-plan = todo el plan
totals-lede = Aquí está cada cifra, cómo se calcula y qué hechos la cambiaron por última vez.
totals-none = Todavía no hay ningún hecho que mueva estas cifras: por eso son cero.
totals-coverage = Cobertura: { $share }. Es lo firmado, dividido por lo firmado más lo que está por financiar.
totals-on = Ver las cifras de un día anterior
totals-on-hint = Como estaban al final de ese día. Vacío: las de hoy.
totals-on-button = Ver ese día
totals-then = Estas son las cifras al final del { $day }, no las de hoy.
totals-then-event = El último hecho que las había movido hasta ese día es el { $event }.
totals-before-first = Ese día es anterior al primer hecho que movió estas cifras, el { $day }. Por eso son cero.
totals-back = Volver a las cifras de hoy
totals-same = igual
totals-side-by-side = Lado a lado
totals-side-by-side-note = El mismo dinero en sus distintos pasos, en dólares (USD). Estas cifras nunca se suman.
totals-finance = Por tipo de financiación
totals-finance-note = Cada fila suma lo mismo que su cifra de arriba.
totals-parts = Por partes
totals-parts-note = De qué se componen las cifras de arriba, y lo que va en su propia línea.
totals-apart = Aparte
totals-apart-note = No es dinero, o no entra en los totales en dólares.
totals-unplaced = Sin lugar o sin aliado conocido
totals-unplaced-note = Está en las cifras de todo el plan, pero en las de ningún lugar o de ningún aliado.
totals-elsewhere = Lo que no se puede repartir
totals-place-unsplit = Sin repartir por lugar
totals-place-outside = Fuera del área
totals-partner-unsplit = Promesas conjuntas sin reparto conocido
totals-unsplit-places = Dinero de proyectos con varios lugares cuando no se sabe cuánto va a cada uno, y de promesas a un eje o a todo el plan.
totals-outside-places = La parte de los proyectos que cae fuera del área del plan.
totals-unsplit-providers = Cuando varios aliados prometen juntos y no se sabe cuánto pone cada uno, la promesa cuenta en el plan y en el total de ninguno.
totals-about-projects = Ver los proyectos
totals-about-partners = Ver los aliados
totals-about-partner = Ver el aliado
totals-about-place = Ver el lugar
totals-about-project = Ver el proyecto
totals-about-activity = Ver la historia
totals-why = ¿Por qué cambió esta cifra?
totals-why-lede = Los últimos hechos que la movieron. Cifras al hecho { $event }.
totals-why-then = Los últimos hechos que la habían movido hasta ese día.
totals-why-none = Ningún hecho la ha movido.
totals-json = Estas cifras en JSON
error-date-future = Ese día todavía no llega. Escriba hoy o un día anterior.

## Partners
partners-title = Aliados
partners-lede = Quiénes prometen dinero, bienes o garantías, cuánto han firmado y cuánto se ha recibido de cada uno.
partners-class = Clase:
partners-all = Todos
partners-found = { $count ->
    [one] Un aliado
   *[other] { $count } aliados
 }
partners-note = En dólares (USD). Figurar aquí no es un aval.
partners-none = No hay aliados de esta clase.
partners-empty = Todavía no hay aliados con promesas publicadas.
partners-empty-detail = Aparecen aquí cuando el programa verifica su primera promesa.
partner-none = Esta organización todavía no tiene cifras: nada suyo se ha prometido, firmado ni pagado aquí.
partner-boundary = Cifras de este aliado, en dólares (USD).
partner-iati = Identificador IATI
partner-pledges = Sus promesas de aporte
partner-all-pledges = Todas
partner-pledges-none = No tiene promesas publicadas.
partner-pledges-state-none = Ninguna de sus promesas está en este estado.
partner-share-lead = encabeza la promesa y pone { $amount }
partner-share-part = promesa conjunta: pone { $amount }
partner-share-unknown = promesa conjunta, sin reparto conocido: no cuenta en el total de ningún aliado
pledge-part = parte de una promesa de { $amount } para { $target }
partner-projects = Proyectos en los que participa
partner-projects-none = No participa en ningún proyecto publicado.
partner-json = Este aliado en JSON
projects-see = { $count ->
    [one] Ver el proyecto en la lista
   *[other] Ver los { $count } proyectos en la lista
 }

## Places
places-title = Lugares
places-lede = Cuánto cuesta, se promete, se firma y se recibe en cada lugar de los dos lados de la frontera.
places-territories = Territorios
places-hierarchies = Un territorio también está dentro de un departamento, una provincia o un municipio. Son dos maneras de mirar el mismo dinero: nunca se suman.
places-unplaced = Sin lugar
places-unplaced-note = Está en las cifras de todo el plan, pero en las de ningún lugar.
places-empty = Todavía no hay lugares.
places-json = Estos lugares en JSON
place-column = Lugar
place-territory = Territorio
place-territory-total = Sus cifras como territorio
place-none = Este lugar todavía no tiene cifras: ningún proyecto registrado ni promesa publicada va a él.
place-boundary = Cifras de este lugar con todo lo que queda dentro de él, en dólares (USD).
place-within = Dentro de { $name }
place-within-note = Cada lugar incluye lo que queda dentro de él. Lo que va al lugar entero no se repite en sus partes.
place-projects = Proyectos en este lugar
place-projects-none = No hay proyectos publicados en este lugar.
place-facts = Qué se sabe de este lugar
place-official-code = Código oficial
place-people = Pueblo
place-authority = Autoridad
place-authority-note = El registro todavía no tiene una fuente que la nombre.
place-pledges = Promesas al lugar entero
place-pledges-lede = Van al lugar y no a un proyecto. La parte que después se destina a un proyecto se cuenta en él.
publisher-dane = DANE, Colombia
publisher-inec = INEC, Panamá
publisher-iso = ISO 3166-1
publisher-geonames = GeoNames
place-json = Este lugar en JSON
place-kind-country = País
place-kind-department = Departamento
place-kind-province = Provincia
place-kind-comarca = Comarca
place-kind-municipality = Municipio
place-kind-district = Distrito
place-kind-corregimiento = Corregimiento
place-kind-community = Comunidad

## What happened
event-project_documented = Se documenta un proyecto a partir de fuentes públicas: { $target }.
event-project_published = Se publica un proyecto: { $target }.
event-project_edited = Se actualizan los datos de un proyecto: { $target }.
event-project_adopted = El programa adopta el proyecto documentado { $target } y lo mantiene desde ahora.
event-project_status_changed = { $target } pasa de «{ $from }» a «{ $to }».
event-pledge_verified = Se verifica una promesa de aporte: { $organisation } promete { $amount } para { $target }.
event-pledge_withdrawn = { $organisation } retira { $amount } de su promesa para { $target }.
event-pledge_lapsed = Vencen sin firma { $amount } de una promesa de { $organisation } para { $target }.
event-text_redacted = Se borra un texto del hecho { $event }. El hecho queda.
event-reference_added = Crecen las listas con las que el registro nombra los hechos: organizaciones, lugares, sectores o códigos.
event-rates_added = Se añaden tasas de cambio.
event-target-pillar = el eje «{ $pillar }»
event-target-place = el lugar { $place }
events-empty = Todavía no hay hechos publicados.
events-empty-detail = Cada proyecto publicado y cada promesa verificada aparece aquí, con fecha y número.

## Home
home-title = Lo que se promete a la frontera, a la vista de todos
home-lede = Aquí puede seguir cada promesa de aporte a las comunidades del norte de Colombia y el sur de Panamá: quién promete, cuánto, para qué y qué pasa después.
home-plan = Cifras de todo el plan
home-requirement = Costo de los proyectos registrados de todo el plan:
home-boundary = Cifras de todo el plan, en dólares (USD), cada monto a la tasa de su día.
home-gaps-button = Ver lo que falta financiar
home-projects-button = Ver todos los proyectos
home-gaps = Donde más falta
home-gaps-lede = Los proyectos abiertos con más dinero por financiar.
home-gaps-all = Todo lo que falta financiar
home-gaps-empty = Ningún proyecto busca financiación ahora.
home-gaps-empty-detail = Aparecen aquí los proyectos registrados que buscan financiación o están en ejecución. Los demás están en la lista.
home-split = El plan, por partes
home-places = Ver los lugares
home-partners = Ver los aliados
home-by-pillar = De todo el plan, por eje
home-by-pillar-note = Las promesas a un lugar o a todo el plan no tienen eje y no están en ninguna fila.
home-by-country = De todo el plan, por país
home-by-country-note = Lo binacional va en su propia fila y no se repite en los países. Las promesas a un eje o a todo el plan no tienen país y no están en ninguna fila.
home-by-class = De todo el plan, por clase de aliado
home-by-class-note = Según quién promete. Un aliado no tiene costo ni cifra por financiar.
column-pillar = Eje
column-class = Clase de aliado
home-apart = Qué se cuenta aparte
home-mobilised = Movilizado
home-mobilised-note = Lo prometido en todo el plan, sin el sector público nacional.
home-domestic = Sector público nacional
home-domestic-note = Promesas de las instituciones públicas de Colombia y Panamá.
home-in-kind-note = Bienes y asistencia técnica, con el valor que les da quien los ofrece. No se suman al dinero.
home-guarantees-note = No son dinero en efectivo. No se suman al dinero.
home-all-converted = Nada: todo tiene tasa de cambio.
home-not-converted-note = Lo que no tiene tasa de cambio va en su moneda, fuera de los totales en dólares.
home-documented = Proyectos documentados
home-documented-note = Sus montos vienen de fuentes públicas, no confirmados por el financiador. No entran en ninguna cifra del plan.
home-registry = Qué hay en el registro
home-projects-count = Proyectos publicados
home-projects-note = Registrados y documentados.
home-organisations-count = Organizaciones
home-organisations-note = Figurar aquí no es un aval.
home-events = Últimos hechos
home-events-all = Ver toda la historia
home-json = Estas cifras en JSON

## Projects
projects-title = Proyectos
projects-lede = Busque qué se hace, dónde, cuánto cuesta y cuánto falta.
projects-search = Buscar por palabra, lugar, organización o código
projects-found = { $count ->
    [one] Un proyecto
   *[other] { $count } proyectos
 }
projects-continued = Está viendo la continuación de la lista.
projects-first = Volver al comienzo de la lista
projects-none = Ningún proyecto coincide con lo que busca.
projects-none-detail = Se buscan todas sus palabras y todos sus filtros a la vez. Pruebe con menos palabras, o quite los filtros.
projects-empty = Todavía no hay proyectos publicados.
projects-empty-detail = Aparecen aquí cuando una gestora o un gestor del programa los publica.
projects-json = Esta lista en JSON, con los mismos filtros
sort-label = Ordenar:
sort-newest = Más recientes
sort-gap = Más por financiar
sort-requirement = Mayor costo
filter-pillar = Eje
filter-status = Estado
filter-country = País
filter-place = Lugar
filter-territory = Territorio
filter-sector = Sector
filter-partner = Organización
filter-class = Clase de aliado
filter-provenance = Origen
filter-more = Más
filter-gap-open = Con dinero por financiar
filter-overdue-yes = Pasó su fecha final prevista
filter-year = Previstos para { $year }

## A project
project-code = Proyecto
documented-note = Compilado de fuentes públicas, no confirmado por el financiador.
source-link = Ver la fuente
project-money = Dinero de este proyecto
project-boundary = Cifras de este proyecto. Costo y por financiar, en la moneda de su presupuesto; lo demás, en dólares (USD), cada monto a la tasa de su día.
project-without-budget = { $count ->
    [one] Un acuerdo firmado está en otra moneda que el costo y todavía no reduce lo que falta por financiar.
   *[other] { $count } acuerdos firmados están en otra moneda que el costo y todavía no reducen lo que falta por financiar.
 }
project-without-budget-detail = No hay tasa de cambio para el día de la firma. Cuando se conozca, faltará menos por financiar.
project-not-converted = El costo no se puede pasar a dólares.
project-not-converted-detail = No hay tasa de cambio para la fecha de su presupuesto. Por eso no entra en los totales en dólares.
project-requirement-usd = Costo en dólares
project-at-rate = con la tasa del { $date }
in-kind-note = Con el valor que le da quien lo ofrece. No se suma al dinero.
covered-note = Parte de lo anterior, aceptada para un rubro del presupuesto. No reduce lo que está por financiar.
guarantees-note = No son dinero en efectivo. No se suman al dinero.
project-pledge-button = Prometer un aporte
project-pledge-hint = No es vinculante. Necesita una cuenta de aliado.
project-not-open = Este proyecto no recibe promesas ahora.
project-not-open-identified = Todavía no busca financiación. Podrá recibirlas cuando el programa lo cambie a «Busca financiación».
project-not-open-suspended = Está suspendido. Podrá recibirlas si se reanuda.
project-not-open-cancelled = Está cancelado. Lo que se prometió sigue a la vista.
project-not-open-ended = Está en cierre o cerrado: ya no busca financiación.
project-pledges = Promesas de aporte a este proyecto
column-kind = Clase de aporte
column-usd = En dólares
column-receipt = Recibo
pledges-non-binding = Una promesa de aporte no es vinculante: no es un contrato ni un pago.
project-pledges-empty = Todavía no hay promesas publicadas.
project-pledges-empty-open = Aparecen aquí cuando el programa las verifica. Si su organización quiere aportar, puede hacer la primera.
project-pledges-empty-closed = Aparecen aquí cuando el programa las verifica.
project-funding = Montos según las fuentes
project-funding-lede = No son promesas hechas aquí. No se suman ni entran en los totales del plan.
project-funding-empty = Las fuentes no dan ningún monto.
project-funding-empty-detail = Lea la fuente para saber más.
column-funder = Financiador
column-role = Qué es el monto
column-date-of = Fecha
column-source = Fuente
column-confidence = Confianza
project-source = De dónde vienen estos datos
source-page = Página
source-status = Estado según la fuente
source-implementer = Ejecutor según la fuente
source-notes = Notas
project-adopt = Cómo puede pasar a ser un proyecto registrado
project-adopt-text = Mientras es documentado, no recibe promesas. Una gestora o un gestor del programa lo puede registrar, cuando se conocen su costo, sus lugares y sus responsables. Desde ese día el programa lo mantiene al día.
project-adopt-who = Quién puede hacer qué en Puente
project-adopt-link = Adoptar (para el programa)
adopted-note = Compilado de fuentes públicas hasta el { $date }. Desde ese día lo mantiene el programa.
project-not-open-adopted = El programa lo adoptó y completa sus datos. Podrá recibirlas cuando busque financiación.
project-road = En qué paso va
project-facts = Datos del proyecto
project-places = Lugares
project-unsplit = No se sabe cuánto va a cada lugar: el monto figura como «sin repartir».
project-sectors = Sectores
project-accountable = Responsable
project-implementing = Ejecutor
project-contact = Oficina de contacto
project-planned = Fechas previstas
date-span = { $from } a { $to }
project-actual-start = Comienzo real
project-actual-end = Final real
project-budget = Presupuesto
project-budget-total = Costo del proyecto
project-budget-on = Presupuesto del { $date }.
acceptances-lede = Bienes o asistencia que el programa aceptó para un rubro del presupuesto. No es dinero y no reduce lo que está por financiar.
covered-elsewhere = También se aceptó en especie para rubros que este presupuesto ya no tiene:
column-line = Rubro
project-changes = Cambios de estado
column-day = Fecha
column-from = Antes
column-to = Después
column-reason = Motivo
project-events = Hechos de este proyecto
project-json = Este proyecto en JSON

## The public receipt
receipt-title = Recibo de la promesa
receipt-kicker = Promesa de aporte (no vinculante)
receipt-sentence = { $organisation } promete { $amount } para:
receipt-sentence-revised = { $organisation } promete { $amount } { $first } para:
receipt-withdrawn = Esta promesa se retiró. Lo que se prometió sigue a la vista.
receipt-lapsed = Venció lo que esta promesa tenía sin firmar. Lo que se prometió sigue a la vista.
receipt-non-binding = Esta promesa no es vinculante: no es un contrato ni un pago.
receipt-verified-means = Verificar quiere decir que la promesa se hizo, no que se investigó a quien promete ni el origen de su dinero.
receipt-provider = Quién promete
receipt-usd = En dólares
not-converted-note = No hay tasa de cambio para ese día. No entra en los totales en dólares.
receipt-pledged-on = Fecha de la promesa
receipt-valid-until = Válida hasta
receipt-conditions = Condiciones
receipt-authorised-by = Autoriza
receipt-review-reason = Al verificarla
receipt-note = Nota
receipt-on-behalf = Quién la anotó
receipt-on-behalf-text = Una gestora o un gestor del programa, en nombre de la organización. Otra persona la verificó.
receipt-qr = Código QR con la dirección de este recibo
receipt-address = Escanee el código, o escriba esta dirección, para ver el recibo al día:
receipt-tranches = Pagos previstos
receipt-tranches-note = Son fechas previstas, no pagos hechos.
receipt-no-tranches = Esta promesa no dice cuándo se piensa pagar.
column-due = Fecha prevista
receipt-events = Hechos de esta promesa

## The history
activity-title = Historia pública
activity-lede = Cada proyecto publicado, cada promesa verificada y cada cambio, en orden. Nada se edita ni se borra sin dejar rastro.
activity-proof = Cada hecho lleva un número y una huella que lo une al anterior.
activity-verify = Cómo comprobar la historia
activity-older = Está viendo hechos anteriores.
activity-newest = Volver a los más recientes
activity-end = No hay hechos más antiguos.

## Errors
error-home = Ir al inicio
error-request = Número de esta solicitud: { $request }. Menciónelo si escribe a quienes administran el registro.
error-projects = Buscar proyectos
error-400-title = No pudimos leer lo que envió
error-400-text = La dirección o los datos no llegaron completos. Vuelva a la página anterior e inténtelo otra vez.
error-401-title = Tiene que entrar
error-401-text = Su sesión terminó o todavía no ha entrado, y lo que envió no se guardó. Entre y envíelo de nuevo.
error-403-title = Su cuenta no puede hacer esto
error-403-text = No se guardó nada. Si cree que debería poder, escriba a quien administra este registro.
error-403-form-title = El formulario venció
error-403-form-text = No se guardó nada: la página era de otra sesión. Lo que escribió está abajo: cópielo, abra el formulario otra vez y envíelo.
error-403-foreign-title = El formulario vino de otro sitio
error-403-foreign-text = No se guardó nada: la página que lo envió no es de este registro. Entre por la dirección del registro y envíelo desde allí.
error-403-four-eyes-title = Debe hacerlo otra persona
error-403-four-eyes-text = Usted escribió o envió esta promesa. Para que siempre intervengan dos personas, la verifica o la acepta alguien más.
error-403-jurisdiction-title = Está fuera de su jurisdicción
error-403-jurisdiction-text = Lo atiende la gestora o el gestor del otro país. No se guardó nada.
error-400-cursor-title = Esa página de la lista no existe
error-400-cursor-text = El valor de «after» no viene de esta lista en este orden. Empiece por el principio y siga los enlaces «next».
error-400-utf8-title = No se pudo leer el texto
error-400-utf8-text = No se guardó nada: lo que llegó no está en UTF-8, que es como los navegadores envían los formularios. Vuelva atrás, donde sigue lo que escribió, y envíelo otra vez desde la página.
error-404-title = Aquí no hay ninguna página
error-404-text = Puede que la dirección esté mal escrita o que la página no sea pública. Búsquela en la lista de proyectos.
error-409-resent-title = Este formulario ya se envió con otros datos
error-409-resent-text = Lo que envió la primera vez quedó registrado; lo que cambió ahora no se guardó. Vuelva atrás para copiarlo y abra el formulario de nuevo.
error-409-title = Alguien lo cambió mientras usted escribía
error-409-text = No se guardó nada. Vuelva a la página anterior, cárguela de nuevo para ver el cambio y envíelo otra vez.
error-413-title = Lo que envió es demasiado grande
error-413-text = No se guardó nada. Un formulario puede llevar hasta { $form } kB de texto y un documento de hasta { $file } MB. Vuelva a la página anterior, donde sigue lo que escribió, y acorte el texto o use un archivo más pequeño.
error-415-title = No reconocemos ese formato
error-415-text = No se guardó nada. Envíe los datos desde el formulario de la página.
error-422-refused-title = No se pudo hacer
error-422-refused-text = No se guardó nada: algo de lo que pidió no se puede hacer así. Vuelva a la página, revise los datos e inténtelo otra vez.
error-422-too-large-title = Una suma sería demasiado grande
error-422-too-large-text = No se guardó nada: con esto, un total no cabría en el registro. Revise los montos.
error-429-title = Usted envió demasiados formularios en poco tiempo
error-429-text = Este último no se guardó. Espere { $count ->
    [one] un segundo
   *[other] { $count } segundos
 } y envíelo otra vez desde esta página: lo que escribió está aquí abajo.
error-500-title = Algo falló de nuestro lado
error-500-text = No es culpa suya. Espere un momento y vuelva a intentarlo. Si estaba enviando un formulario, revise primero si quedó guardado.
error-503-title = Hay demasiada gente al mismo tiempo
error-503-text = No se guardó nada. Espere un minuto, vuelva a la página anterior y envíelo otra vez.
error-503-crowded-title = Hay demasiada gente leyendo al mismo tiempo
error-503-crowded-text = Esta página no se pudo preparar a tiempo. Espere medio minuto y vuelva a cargarla.
error-503-unavailable-title = El registro no está disponible en este momento
error-503-unavailable-text = La base de datos no responde. Espere un minuto y vuelva a cargar la página.
error-503-unsaved-title = No se guardó
error-503-unsaved-text = El registro no puede guardar nada en este momento. Lo que escribió está aquí abajo: espere un minuto y envíelo otra vez.
error-503-unconfirmed-title = No sabemos si se guardó
error-503-unconfirmed-text = El registro falló justo al guardar. Lo que escribió está aquí abajo: espere un minuto y envíelo otra vez. Si ya estaba guardado, no quedará dos veces.
resume-title = Antes de seguir
resume-lede = Su sesión se había terminado. Esto es lo que escribió: no se ha guardado todavía. Si está bien, envíelo.
resume-button = Enviar
sign-in-resumed = Su sesión se terminó
sign-in-resumed-detail = Lo que escribió no se perdió: entre, y podrá enviarlo.
unsent-heading = Lo que usted escribió
unsent-file = Archivo: elíjalo otra vez
unsent-send = Enviar otra vez

## The chain of money
measure-outstanding = Por firmar
measure-declared = Declarado
measure-disputed = En disputa
chain-title = Del dicho al hecho: qué pasó con este dinero
chain-drawdown = usa { $amount } de lo anterior
chain-review-reason = Al verificarlo: { $why }
chain-recorded = anotado el { $day }
chain-rate = a { $units } { $currency } por dólar ({ $source })
chain-exchange = Efecto cambiario: { $amount }. Es la diferencia entre las tasas de los distintos días, no dinero que falte.
list-newest-only = La lista es larga: aquí está solo lo más reciente.
column-action = Qué pasó
column-who = Quién
entry-pledge = Promesa
entry-revision = Cambio del monto
entry-withdrawal = Retiro
entry-lapse = Vencimiento
entry-earmarking = Destinación
entry-commitment = Acuerdo firmado
entry-termination = Terminación del acuerdo
entry-disbursement = Desembolso
entry-expenditure = Gasto
entry-refund = Devolución
entry-adjustment = Ajuste
statement-declared = Espera a quien recibe
statement-disputed = En disputa
statement-received = Recibido
statements-title = Lo que dice cada parte
statement-of-payer = Quien paga declara
statement-of-receiver = Quien recibe dice
statement-none = Todavía nada. El silencio no confirma.
statement-of-source = Quien paga publicó
publication-said = { $amount }, el { $day }
publication-none = No se ha anotado ninguna publicación.
publication-differs-declared = Difiere de lo declarado
publication-differs-received = Difiere de lo recibido
publication-other-currency = En otra moneda
publication-error-far-above-declared = No más del doble de lo declarado: eso no sería una publicación de este desembolso. Revise la cifra y la moneda.
publication-error-not-an-address = Escriba la dirección completa de la página, que empieza por https://.
publication-error-address-too-long = La dirección es demasiado larga: use { $max } caracteres como máximo.
publication-error-other-currency = Escriba el monto en la moneda del desembolso o en dólares.
label-published-on = Fecha de la publicación
label-published-at = Dirección de la publicación
hint-published-at = Dónde puede leerlo cualquiera. Empieza por https:// y queda pública.
hint-published-amount = Lo que dice la publicación, en la moneda del desembolso o en dólares; como máximo, el doble de lo declarado.
receipt-stated-confirm = Recibido: { $amount }, el { $day }
receipt-stated-dispute-unsaid = En disputa, sin decir cuánto llegó, el { $day }
receipt-stated-dispute = En disputa: dice haber recibido { $amount }, el { $day }
receipt-stated-resolve = Resuelto: recibido { $amount }, el { $day }
receipt-on-document = según documento
cause-bank_charge = comisión del banco
cause-tax = impuesto
cause-exchange = cambio de moneda
cause-shortfall = llegó menos
outcome-confirm = Confirmar que llegó
outcome-dispute = No llegó, o llegó otra suma
outcome-resolve = Resolver la disputa con lo que llegó
commitment-sentence = { $provider } firmó con { $receiver } por { $amount }, el { $day }.
commitment-left = Falta por pagar
commitment-direct = Acuerdo directo, sin promesa anterior
disbursement-sentence = { $provider } declara que pagó { $amount } a { $receiver }, el { $day }.
forms-title = Qué sigue
forms-lede = Nada de esto se borra después. Cada formulario dice, antes de enviarlo, qué lo deshace o que nada lo deshace.
form-commitment = Anotar un acuerdo firmado
form-commitment-lede = La fecha es la de la firma. La aprobación de una junta no es una firma. Se deshace con una terminación, en lo que no esté pagado.
form-commitment-button = Anotar el acuerdo
schedule-title = Cuándo se pagará
hint-schedule = Opcional. Los pagos que prevé el acuerdo, en su moneda. Reemplazan los de la promesa para lo que se firma.
error-schedule-exceeds = Los pagos previstos suman más que el acuerdo.
error-schedule-before = Este pago está previsto antes de la firma.
form-disbursement = Declarar un desembolso
form-disbursement-lede = Cuenta como pagado cuando quien recibe lo confirma. Antes de eso usted no lo puede deshacer: quien recibe dice que no llegó, o cuánto llegó, y el resto se puede volver a pagar. Después se deshace con una devolución.
form-disbursement-button = Declarar el desembolso
form-termination = Terminar o reducir el acuerdo
form-termination-lede = Solo lo que no está pagado. El monto vuelve a faltar. Se deshace anotando otro acuerdo; si la promesa ya se retiró o venció, uno sin promesa.
form-termination-button = Terminar esta parte
form-revision = Cambiar el monto de la promesa
form-revision-lede = El primer monto queda visible, con el motivo del cambio. Un monto menor cuenta enseguida; uno mayor cuenta cuando otra persona lo verifica. Se deshace cambiándolo otra vez.
form-revision-button = Cambiar el monto
form-proposal-withdrawal = Retirarlo
form-proposal-withdrawal-lede = Como no se verificó, no es público ni deja huella pública. Se deshace anotándolo de nuevo.
form-proposal-withdrawal-button = Retirarlo
form-earmarking = Destinar una parte a un proyecto
form-earmarking-lede = Esa parte deja de contar en general y cuenta en el proyecto, con la fecha y la tasa de la promesa. Se deshace en este mismo formulario, devolviéndola, mientras no esté firmada.
form-earmarking-button = Destinar
form-withdrawal = Retirar la promesa
form-withdrawal-lede = Se retira lo que no está firmado. Esto no se puede deshacer: el retiro y su motivo quedan públicos y el monto original sigue visible.
form-withdrawal-lede-hidden = La promesa todavía no es pública. Se retira entera y no se puede deshacer. Nada se publica: ni la promesa, ni el retiro, ni su motivo.
hint-reason-hidden = No se publica: lo leen su organización y el programa. Al menos 10 caracteres.
form-withdrawal-button = Retirar la promesa
form-receipt = Decir qué llegó
form-receipt-lede = Diga cuánto llegó. Si es menos de lo declarado, diga por qué. Su respuesta es pública. Si dice que no llegó, puede cerrarlo después aquí mismo. Una confirmación no la puede deshacer usted: si confirmó de más, lo corrige quien pagó, con una devolución.
form-receipt-button = Enviar respuesta
form-refund = Anotar una devolución
form-refund-lede = Dinero ya recibido que volvió a quien pagó. Se puede volver a pagar: una devolución anotada por error se deshace declarando otro desembolso.
form-refund-button = Anotar la devolución
form-publication = Anotar lo que publicó quien paga
form-publication-lede = Lo que quien paga publicó de este desembolso en otra parte. Se muestra al lado de lo declarado y de lo recibido, y no cambia ninguno de los dos. Si se equivoca, anote la publicación correcta: cuenta la más nueva.
form-publication-button = Anotar la publicación
form-expenditure = Gasto
form-expenditure-lede = Un gasto por formulario, con su factura o recibo. Si se equivoca, corríjalo después en la página del gasto: lo anotado queda visible, con su corrección.
form-expenditure-button = Anotar el gasto
form-adjustment = Corregir el gasto
form-adjustment-lede = Diga cuánto de lo anotado no se gastó; el monto completo lo deshace todo. Lo anotado queda visible, con la corrección y su motivo. Una corrección no se deshace: si quita de más, anote otra vez lo que falte como gasto.
form-adjustment-button = Corregir el gasto
label-unspent = Cuánto no se gastó
hint-unspent = Hasta lo que queda del gasto, en su moneda.
expenditure-sentence = { $provider } informó un gasto de { $amount }, el { $day }.
expenditure-net = Cuenta como gastado
desk-lists = Lo anotado antes:
list-disbursements = Desembolsos recibidos
list-disbursements-lede = Los pagos que se declararon a favor de quien recibe, los últimos primero, y qué respondió.
list-disbursements-empty = Todavía no hay desembolsos.
list-commitments = Acuerdos
list-commitments-lede = Los acuerdos firmados, de quien da y de quien recibe, los últimos primero.
list-commitments-empty = Todavía no hay acuerdos.
list-proposals = Enviado para verificar
list-expenditures = Gastos
list-expenditures-lede = Los gastos anotados, los últimos primero. En la página de cada uno se corrige.
list-expenditures-empty = Todavía no hay gastos.
direct-title = Acuerdo sin promesa anterior
direct-lede = Para lo que se firmó sin pasar por una promesa. Suba el acuerdo firmado: lo verifica alguien distinto de quien lo anota. Después queda a la vista de todos, cuenta como firmado y se muestra aparte.
expenditure-title = Anotar un gasto
expenditure-lede = Lo que su organización gastó en el proyecto, también si lo paga y lo ejecuta ella misma. Lo que pase de lo que recibió o firmó consigo misma cuenta cuando otra persona lo verifica.
label-draws = Cuánto usa de lo anterior
hint-draws-pledge = Solo si el acuerdo está en otra moneda: en la moneda de la promesa, según el acuerdo.
hint-draws-commitment = Solo si el pago está en otra moneda: en la moneda del acuerdo.
label-receiver = Quién recibe
hint-receiver = Si lo deja así, recibe quien ejecuta el proyecto.
label-signed-on = Fecha de la firma
hint-signed-on = El día en que firmaron las dos partes.
label-agreement-reference = Número del acuerdo
hint-agreement-reference = Queda público. Escriba el número o nombre del acuerdo, sin datos de personas.
label-earmarked = Parte destinada a un proyecto
hint-earmarked = Si el acuerdo es de una parte ya destinada, elija el proyecto.
label-way = Qué hacer
earmark-there = Destinar al proyecto
earmark-back = Devolver del proyecto a lo general
hint-earmark-amount = En la moneda de la promesa.
label-new-amount = Nuevo monto total
hint-new-amount = Todo lo prometido, en la moneda de la promesa. No puede ser menos de lo ya firmado.
label-paid-on = Fecha del pago
label-bank-reference = Referencia del banco
hint-bank-reference = Queda pública. No escriba números de cuenta.
label-terminated-on = Fecha de la terminación
label-party = Quién lo terminó
hint-party = La organización, no una persona.
label-initiative = Por iniciativa de quién
hint-initiative-termination = Si no lo dice, se entiende que de quien aporta. Es público: nadie figura como atrasado por lo que otro terminó.
hint-initiative-refund = Si no lo dice, se entiende que de quien recibió. Es público: nadie figura como atrasado por lo que otro devolvió.
hint-termination-amount = Hasta lo que falta por pagar.
label-outcome = Su respuesta
label-received-amount = Monto que llegó
hint-received-amount = Déjelo vacío si llegó todo. Escriba 0 si no llegó nada.
label-received-on = Fecha en que llegó
label-cause = Por qué llegó menos
hint-cause = Solo si llegó menos de lo declarado.
hint-receipt-reason = Necesario si no está de acuerdo. Es público.
hint-document-officer = Usted habla por quien recibe: suba el documento que lo dice. Queda público.
label-refunded-on = Fecha de la devolución
label-spent-on = Fecha del gasto
label-spent-for = En qué se gastó
refusal-not-positive = Escriba un monto mayor que cero.
refusal-too-large = El monto es demasiado grande.
refusal-above-bound = El monto vale más de { $max }, lo máximo que este registro recibe de una vez. Revise las cifras y la moneda.
refusal-not-implementer = Quien da y quien recibe son la misma organización, y no ejecuta el proyecto. Diga quién recibe.
refusal-in-the-future = La fecha no puede estar en el futuro.
refusal-before-parent = La fecha es anterior a la del paso del que depende (la promesa, la firma o el pago). Corríjala.
refusal-drawdown-needed = Las monedas son distintas: diga cuánto usa de lo anterior, en la moneda de lo anterior.
refusal-drawdown-differ = En la misma moneda usa justo su monto: deje este campo vacío.
refusal-drawdown-implausible = Con las tasas conocidas, el monto vale cerca de { $valuation }: lo que usa puede diferir en una cuarta parte, no más. Revise las dos cifras. Si se acordó más de lo prometido, aumente antes aquello de lo que sale.
refusal-drawdown-not-comparable = No se conoce ninguna tasa de cambio entre estas dos monedas, así que nadie puede comparar lo que vale el monto con lo que usa. Use la moneda de lo anterior, o pida al programa que registre la tasa.
refusal-drawdown-more-than-left = Usa más de lo que queda. Reduzca esta cifra, o aumente antes aquello de lo que sale.
refusal-more-than-outstanding = Es más de lo que queda por firmar de la promesa. Reduzca el monto o aumente antes la promesa.
refusal-more-than-undisbursed = Es más de lo que falta por pagar del acuerdo. Reduzca el monto.
refusal-more-than-received = Es más de lo que se recibió. Reduzca el monto.
refusal-more-than-declared = Es más de lo declarado. Quien pagó puede declarar otro desembolso por la diferencia.
refusal-below-committed = Es menos de lo que ya está firmado, retirado o destinado. Escriba un monto mayor.
refusal-same-amount = Ese es el monto que ya tiene.
refusal-other-currency = Escriba el monto en la moneda del paso anterior.
refusal-not-open = La promesa ya no está abierta: se retiró, venció o todavía no es pública.
refusal-not-financial = Los bienes, la asistencia y las garantías no se firman ni se pagan como dinero.
refusal-already-answered = Este desembolso ya tiene esa respuesta. Vea el estado actual abajo.
refusal-not-disputed = Este desembolso no está en disputa: confírmelo o diga que no llegó.
refusal-not-received = Solo se devuelve lo que se recibió.
refusal-cause-needed = Llegó menos de lo declarado: diga por qué.
refusal-project-not-open = El proyecto no recibe fondos ahora.
refusal-receiver-needed = Diga quién recibe: esta promesa no es para un proyecto con ejecutor.
refusal-own-disbursement = Quien paga y quien recibe son la misma organización: anote gastos, no pagos a sí misma.
refusal-not-earmarked = Nada de esta promesa está destinado a ese proyecto. Destínele primero una parte.
refusal-earmarked-already = Esta promesa ya es para un proyecto.
refusal-more-than-spent = Es más de lo que queda de este gasto. Reduzca el monto.
refusal-not-involved = Esta organización no ejecuta el proyecto, ni responde por él, ni recibe ninguno de sus acuerdos. Elija otro proyecto, o anote antes el acuerdo por el que recibe.
refusal-document-needed = Suba el documento que lo prueba.
refusal-own-declaration = Nadie confirma lo que su propia persona u organización declaró. Debe responder otra.
event-pledge_revised_less = { $organisation } baja su promesa para { $target } en { $amount }: ahora es de { $after }.
event-pledge_revised_more = { $organisation } aumenta su promesa para { $target } en { $amount }: ahora es de { $after }.
event-pledge_earmarked_less = { $organisation } mueve { $amount } de su promesa: ya no son para { $target }.
event-pledge_earmarked_more = { $organisation } mueve { $amount } de su promesa: ahora son para { $target }.
event-commitment_signed = { $organisation } firma un acuerdo por { $amount } para { $target }.
event-commitment_terminated = Termina una parte de un acuerdo de { $organisation } para { $target }: { $amount }.
event-disbursement_declared = { $organisation } declara un desembolso de { $amount } para { $target }.
event-disbursement_confirmed = { $organisation } confirma que recibió { $amount } para { $target }.
event-disbursement_confirmed_on_document = La oficina anota, según documento, que { $organisation } recibió { $amount } para { $target }.
event-disbursement_disputed = { $organisation } disputa un desembolso para { $target }: dice que llegó { $amount }.
event-disbursement_disputed_on_document = La oficina anota, según documento, una disputa sobre un desembolso para { $target }: a { $organisation } le llegaron { $amount }.
event-disbursement_disputed_unsaid = { $organisation } disputa un desembolso para { $target }.
event-disbursement_disputed_unsaid_on_document = La oficina anota, según documento, que { $organisation } no está de acuerdo con un desembolso para { $target }.
event-disbursement_resolved = Se resuelve una disputa para { $target }: { $organisation } recibió { $amount }.
event-disbursement_resolved_on_document = Se resuelve una disputa para { $target }: la oficina anota, según documento, que { $organisation } recibió { $amount }.
event-disbursement_adjusted = Se ajusta un desembolso para { $target }: { $amount } menos.
event-disbursement_refunded = Vuelven { $amount } a { $organisation } de lo pagado para { $target }.
event-disbursement_published = Se anota que { $organisation } publicó { $amount } de un desembolso para { $target }.
text-address = Dirección de la publicación
event-expenditure_reported = { $organisation } informa un gasto de { $amount } en { $target }.
event-expenditure_adjusted = { $organisation } corrige un gasto en { $target }: { $amount } menos.
event-amount_converted = Un monto de { $organisation } para { $target } recibe su valor en dólares.
event-amount_converted_budget = Un acuerdo de { $organisation } para { $target } recibe su valor en la moneda del costo del proyecto.
event-amount_converted_anew = Un monto de { $organisation } para { $target } cambia de valor, por una tasa corregida: de { $before } a { $after }.
event-amount_converted_following = Cambia el valor de lo que se usó, se terminó o se devolvió de montos para { $target }, porque cambió el valor de esos montos.
event-rate_corrected = Se corrige una tasa de cambio: de { $before } a { $after } { $currency } por dólar.
text-source = Fuente
text-own_reference = Número o referencia
text-party = Quién lo terminó
error-project-unknown = No hay un proyecto registrado y público con ese código.
desk-direct = Anotar un acuerdo sin promesa
desk-expenditure = Anotar un gasto
documented-source-note = Fuente: { $url } ({ $dated })
desk-waiting-more = Hay más: están en la lista de desembolsos recibidos
desk-waiting = Desembolsos que esperan su respuesta, o que usted dijo que no llegaron
office-disputes = Desembolsos en disputa
pledge-form-joint = Con quién aporta
hint-joint = Opcional. Si varias organizaciones prometen juntas, escriba aquí las otras y lo que pone cada una; la suya pone el resto. Si no se sabe cuánto pone una, deje vacío su monto: entonces la promesa no cuenta en el total de ninguna.
legend-contributor = Otra organización { $number }
label-channel = Quién solo transmite el dinero
hint-channel = Si el dinero llega por medio de otra organización. Cuenta la que lo da, no la que lo transmite.
error-contributors-exceed = Las otras organizaciones ponen todo o más. La suya debe poner el resto: corrija los montos.
error-contributor-twice = Esta organización ya está en la promesa.
receipt-joint = Promesa conjunta con
receipt-share-unknown = parte desconocida
joint-lead = quien la encabeza pone { $amount }
receipt-channel = Por medio de

## Waiting, said fairly
stage-partly_committed = Firmada en parte
stage-committed = Firmada
stage-partly_paid = Pagada en parte
stage-fulfilled = Cumplida
pending-title = Qué espera
pending-kind-unsigned = Falta la firma
pending-kind-late = Pago atrasado
pending-kind-receiver = Espera a quien recibe
pending-kind-condition = Espera una condición
pending-short-unsigned = Sin firma: venció hace { $days ->
    [one] 1 día
   *[other] { $days } días
 }
pending-short-late = Atrasado { $days ->
    [one] 1 día
   *[other] { $days } días
 }
pending-short-returned = Abierto hace { $days ->
    [one] 1 día
   *[other] { $days } días
 }
pending-short-receiver = Espera a quien recibe
pending-short-condition = Espera una condición
pending-unsigned = La promesa valía hasta el { $day } y quedan { $amount } sin firmar.
pending-late = Según el acuerdo, { $amount } debían pagarse desde el { $day }. Todavía no se declara ese pago.
pending-late-promised = Según la promesa, { $amount } debían pagarse desde el { $day }. Todavía no se firma esa parte.
pending-back-refund = { $amount } ya se habían pagado y se devolvieron, por iniciativa { $who }: «{ $words }». Están abiertos desde el { $day }.
pending-back-termination = { $amount } ya estaban firmados y el acuerdo terminó, por iniciativa { $who }: «{ $words }». Están abiertos desde el { $day }.
pending-stopped = El plazo está detenido mientras falte una condición. { $party }.
pending-receiver = Se declararon { $amount } el { $day }. Quien recibe no ha respondido todavía: { $days ->
    [0] se declaró hoy.
    [one] va 1 día.
   *[other] van { $days } días.
 }
pending-condition = { $party }: «{ $words }»
party-provider = A cargo de quien aporta
party-implementer = A cargo de quien ejecuta
party-government = A cargo del gobierno
party-community = A cargo de la comunidad
initiative-provider = de quien aporta
initiative-implementer = de quien recibe
initiative-government = del gobierno o del programa
initiative-community = de la comunidad
initiative-of-provider = De quien aporta
initiative-of-implementer = De quien recibe
initiative-of-government = Del gobierno o del programa
initiative-of-community = De la comunidad
reply-title = Quien aporta explica:
replies-title = Lo que explicó quien aporta
conditions-title = Condiciones
conditions-met-title = Condiciones cumplidas
condition-open = Todavía no se cumple
condition-met-on = Se cumplió: { $day }
dues-title = Pagos previstos y abiertos, del más antiguo al más nuevo
column-due-of = De
due-of-commitment = Acuerdo { $id }
due-of-pledge = Promesa sin firmar
due-of-planned = de { $amount } previstos
due-today = Es hoy
due-late = Atrasado { $days ->
    [one] 1 día
   *[other] { $days } días
 }
due-open = Abierto { $days ->
    [0] desde hoy
    [one] hace 1 día
   *[other] hace { $days } días
 }
due-stopped = El plazo está detenido
due-expired = La promesa ya no es válida
due-in = { $days ->
    [one] Falta 1 día
   *[other] Faltan { $days } días
 }
due-without-days = El acuerdo { $id } no dice cuándo se pagará lo que falta.
commitment-without-days = Este acuerdo no dice cuándo se pagará lo que falta.
label-pending = Qué explica
label-reply = Su explicación
hint-reply = De 10 a 1000 caracteres. Es pública y queda al lado del motivo. No escriba datos personales.
form-reply = Explicar por qué espera
form-reply-lede = Su derecho a responder: su explicación se muestra con su fecha. No se borra: se reemplaza con una más nueva, y las anteriores quedan en la historia.
form-reply-button = Publicar la explicación
label-party-of = De quién depende
label-condition = La condición
hint-condition = Con sus palabras, al menos 10 caracteres. Es pública.
form-condition = Decir que espera una condición
form-condition-lede = Diga qué falta y de quién depende. Se deshace diciendo que se cumplió.
form-condition-button = Anotar la condición
form-fulfilment = Decir que una condición se cumplió
form-fulfilment-lede = La condición queda en la historia. Se deshace anotándola otra vez.
form-fulfilment-button = Se cumplió
error-condition-not-open = Esa condición ya se cumplió o no es de aquí.
error-not-waiting = Ya no espera por ese motivo. Vea abajo cómo está ahora.
event-condition_stated = La promesa o el acuerdo de { $organisation } para { $target } espera una condición.
event-condition_met = Se cumple una condición que { $organisation } esperaba para { $target }.
event-reply_given = { $organisation } explica por qué espera su dinero para { $target }.
event-in_kind_accepted = Se acepta para un rubro del presupuesto de { $target } lo que { $organisation } da en especie: { $amount }.
event-in_kind_taken_back = Se deshace la aceptación de { $amount } que { $organisation } da en especie para { $target }.
due-title = Próximos pagos
due-empty = No hay pagos previstos abiertos.
due-empty-detail = Aquí aparecen los pagos que su organización previó en sus promesas y acuerdos y que faltan.
due-more = Hay más pagos abiertos. Aquí están los 50 más antiguos.
due-without-days-caption = Acuerdos que no dicen cuándo se pagará lo que falta
due-without-days-more = Hay más acuerdos que no dicen cuándo se pagará lo que falta. Esta lista no los muestra todos.
due-promises = Promesas
late-title = Atrasado o abierto
late-caption = Promesas y acuerdos con dinero atrasado, abierto o sin firmar después de su validez, del más antiguo al más nuevo
late-more = Hay más. Aquí están los 50 más antiguos.
office-late-title = Pagos atrasados
office-late-caption = Promesas y acuerdos con pagos atrasados o abiertos, del más antiguo al más nuevo
office-late-empty = No hay pagos atrasados.
office-late-empty-detail = Aquí aparecen las promesas y los acuerdos de su jurisdicción con pagos previstos cuyo día pasó y que nadie declara, o con dinero que volvió.
office-lapsing-title = Promesas por vencer
office-lapsing-caption = Promesas con algo sin firmar cuya validez terminó o termina en 30 días
office-lapsing-empty = No hay promesas por vencer.
office-lapsing-empty-detail = Aquí aparecen las promesas de su jurisdicción que no están firmadas del todo y a las que les quedan 30 días o menos de validez.
office-uncovered-title = En especie por aceptar
office-uncovered-caption = Promesas de bienes o de asistencia de las que falta aceptar algo para un rubro del presupuesto
office-uncovered-empty = No hay nada en especie por aceptar.
office-uncovered-empty-detail = Aquí aparecen las promesas verificadas de bienes y de asistencia para proyectos abiertos de su jurisdicción.
acceptance-title = Aceptar para el presupuesto
acceptance-left = Queda por aceptar: { $amount }.
acceptance-four-eyes = Usted escribió o envió esta promesa. Para que siempre intervengan dos personas, la acepta alguien más.
label-acceptance-line = Rubro que cubre
hint-acceptance-line = Con lo que le falta a cada rubro.
acceptance-line-option = { $line } ({ $project }): faltan { $left } de { $amount }
label-acceptance-amount = Valor que acepta
hint-acceptance-amount = En la moneda de la promesa y con el valor que le da quien lo ofrece; puede ser una parte.
label-accepted-on = Día de la aceptación
label-acceptance-note = Qué se acepta
hint-acceptance-note = Es pública. No escriba datos personales.
label-acceptance = Qué deshace
acceptance-counts = Cuenta { $amount }: el resto de la promesa ya no está en pie.
acceptance-taken-back-on = Deshecho el { $day }.
acceptance-rate = a { $units } { $currency } por dólar
acceptance-valuation = vale { $amount } en el presupuesto
acceptance-accepted = Aceptado
acceptance-taken-back = Deshecho
acceptance-newest-taken-back = De lo deshecho se muestra solo lo más reciente.
acceptance-not-counted = Ya no cuenta
form-acceptance = Aceptar para un rubro del presupuesto
form-acceptance-lede = Se mostrará como «cubierto en especie». No es dinero y no reduce lo que está por financiar. No se borra: se deshace con una fila contraria, y las dos quedan públicas.
form-acceptance-button = Aceptar en especie
form-reversal = Deshacer una aceptación
form-reversal-lede = Anota una fila contraria por todo el monto, con su motivo. Las dos quedan públicas. Se deshace aceptando otra vez.
form-reversal-button = Deshacer la aceptación
acceptance-refusal-not-in-kind = Esta promesa no es de bienes ni de asistencia: solo eso se acepta en especie.
acceptance-refusal-not-for-project = Ninguna parte de la promesa es para ese proyecto. Elija otro rubro.
acceptance-refusal-no-such-line = El presupuesto no tiene ese rubro. Elija uno de la lista.
acceptance-refusal-budget-changed = El proyecto cambió desde que usted abrió esta página. No se guardó nada: elija otra vez el rubro.
acceptance-refusal-more-than-uncovered = Es más de lo que queda por aceptar de la promesa. Reduzca el monto.
acceptance-refusal-more-than-line = Es más de lo que le falta al rubro. Reduzca el monto o elija otro rubro.
acceptance-refusal-no-rate = No hay tasa que diga cuánto vale en la moneda del presupuesto. Pida que se cargue la de ese día o elija otro día.
acceptance-refusal-value-is-zero = Vale menos que un centavo en la moneda del presupuesto. Escriba un monto mayor.
acceptance-refusal-taken-back-already = Esa aceptación ya se deshizo. Vea abajo cómo está ahora.
lapsing-today = Vence hoy
lapsing-over = { $days ->
    [one] Venció hace 1 día
   *[other] Venció hace { $days } días
 }
lapsing-soon = { $days ->
    [one] Vence en 1 día
   *[other] Vence en { $days } días
 }

## Rates
rates-title = Tasas de cambio
rates-lede = Cada monto se convierte a dólares una sola vez, con la tasa de su día. Una tasa nueva convierte lo que esperaba; no cambia lo ya convertido.
form-rate-import = Cargar un archivo de tasas
rates-try = Probar sin guardar
rates-take = Cargar
rates-would = Prueba, no se guardó nada: { $added ->
    [one] se agregaría una tasa
   *[other] se agregarían { $added } tasas
 }; { $known ->
    [one] una ya está
   *[other] { $known } ya están
 }, { $skipped ->
    [one] una se salta
   *[other] { $skipped } se saltan
 }, { $rejected ->
    [one] una no se tomaría
   *[other] { $rejected } no se tomarían
 }. { $converted ->
    [one] Se convertiría un monto.
   *[other] Se convertirían { $converted } montos.
 }
rates-done = { $added ->
    [one] Se agregó una tasa
   *[other] Se agregaron { $added } tasas
 }; { $known ->
    [one] una ya estaba
   *[other] { $known } ya estaban
 }, { $skipped ->
    [one] una se saltó
   *[other] { $skipped } se saltaron
 }, { $rejected ->
    [one] una no se tomó
   *[other] { $rejected } no se tomaron
 }. { $converted ->
    [one] Se convirtió un monto.
   *[other] Se convirtieron { $converted } montos.
 }
rates-rejected = Líneas que no se toman, y por qué
rates-rejected-more = Hay { $count } más; corrija estas y vuelva a probar el archivo.
rates-overview = Lo que trae el archivo, junto a lo que ya se conoce
rates-overview-count = Tasas
rates-overview-first = Primera
rates-overview-last = Última
rates-overview-least = Menor
rates-overview-greatest = Mayor
rates-overview-seen = { $day }; { $ratio } veces lo conocido
rates-overview-new = { $day }; aún no se conoce ninguna
rates-jumps = Hay tasas que son el doble o más, o la mitad o menos, de lo conocido. Se nombran abajo y no se toman; si son correctas, marque la casilla y cargue el archivo.
column-lacking-rate = Falta la tasa de
rates-waiting = Montos sin conversión
rates-waiting-lede = { $count ->
    [one] Un monto espera una tasa de su día. Se cuenta aparte, en su moneda.
   *[other] { $count } montos esperan una tasa de su día. Se cuentan aparte, en su moneda.
 }
rates-waiting-oldest = Abajo están los { $count } más antiguos.
rates-waiting-commitments = Un acuerdo en otra moneda que el costo de su proyecto no cierra nada hasta que se conozca también la tasa de esa moneda.
rates-waiting-none = Todos los montos tienen su valor en dólares y en la moneda del costo de su proyecto.
rates-known = Tasas que se conocen
rates-known-caption = Unidades de la moneda por un dólar, las más recientes primero
rates-none = Todavía no hay tasas.
rates-none-detail = Cargue arriba un archivo de tasas.
rates-none-such = No hay tasas así.
rates-none-such-detail = Quite el filtro para verlas todas.
rates-known-lede = Una tasa no se borra ni se cambia: se corrige con otra, y la equivocada queda a la vista, tachada.
rates-narrow = Filtrar
rates-narrow-not = Ver todas
rates-all = Todas
rate-corrected = Corregida
rate-correction = Corrección
rate-correct = Corregir
rate-entry-title = Escribir una tasa
rate-entry-link = Escribir una tasa a mano
rate-entry-lede = Para una tasa que no viene en un archivo. Antes de guardarla verá cuántos montos convierte.
form-rate-entry-button = Ver qué convierte
rate-entry-confirm-title = Revise la tasa
rate-entry-converts = { $count ->
    [0] Ningún monto espera esta tasa: solo se agrega a las que se conocen.
    [one] Convierte un monto que hoy espera una tasa. Lo ya convertido no cambia.
   *[other] Convierte { $count } montos que hoy esperan una tasa. Lo ya convertido no cambia.
 }
rate-entry-button = Guardar la tasa
label-rate-entry-kind = { column-rate-kind }
label-rate-entry-units-per-usd = { column-units }
label-source = { column-source }
hint-rate-entry-currency = El dólar y el balboa no necesitan tasa: valen lo mismo.
hint-rate-entry-kind = Una diaria vale también para los siete días que le siguen sin tasa. Una mensual o anual es el promedio de un mes o un año ya terminado.
label-valid-from-on = Primer día
label-valid-to-on = Último día
hint-valid-to-on = Si lo deja vacío: el mismo día, el fin del mes o el fin del año, según la clase.
hint-rate-entry-source = Quién publica la tasa: un nombre o una dirección. Se muestra junto a cada monto que convierte.
error-units-ambiguous = La tasa se puede leer de dos maneras: { $thousands } o { $decimal }. Escríbala sin separador de miles, o con un cero más al final.
error-rate-at-par = El dólar y el balboa no necesitan tasa: valen lo mismo. Elija otra moneda.
rate-period-in-future = Este día todavía no llega: escriba el primer día de una tasa ya publicada.
error-rate-known = Ya se conoce una tasa de esta fuente para esa moneda, esa clase y ese primer día. Si tiene un error, corríjala desde la lista de tasas.
rate-period-end-before-start = El último día es anterior al primero: corrija uno de los dos.
rate-period-too-long = Una tasa diaria vale diez días como máximo: corrija el último día o la clase.
rate-period-not-a-month = Una tasa mensual va del primer día de un mes al último del mismo mes: corrija los días o la clase.
rate-period-not-a-year = Una tasa anual va del 1 de enero al 31 de diciembre del mismo año: corrija los días o la clase.
rate-period-not-over = Este período no ha terminado: su promedio todavía no se puede conocer.
column-correction = Corrección
correction-title = Corregir una tasa
rate-sentence = { $units } { $currency } por dólar, tasa { $kind }, del { $from } al { $to }. Fuente: { $source }
correction-lede = Esta tasa queda a la vista, tachada, y la nueva la reemplaza. Antes de guardar verá todos los montos que cambian, con su valor de antes y de después.
correction-new = { $units } { $currency } por dólar. Fuente: { $source }
form-correction-button = Ver qué cambia
correction-confirm-title = Qué cambia si corrige esta tasa
correction-moved = No se guardó nada: los montos cambiaron mientras usted los leía. Revíselos otra vez.
correction-wrong = Tasa equivocada
correction-right = Tasa correcta
correction-changes = Montos que se convierten de nuevo
correction-changes-lede = { $count ->
    [one] Un monto recibe una conversión nueva, con su propio hecho en la historia. La de antes no se borra.
   *[other] { $count } montos reciben una conversión nueva, cada uno con su propio hecho en la historia. Las de antes no se borran.
 }
correction-changes-none = Ningún monto se convirtió con esta tasa. Solo cambia la tasa.
correction-in-budget = { $amount } en la moneda del proyecto
correction-follows = Los totales siguen estos valores. Lo que quita (retiros, terminaciones, devoluciones, ajustes) vale una parte de aquello que quita y cambia con él.
correction-requirements = El costo de un proyecto guarda su tasa hasta que se edita su presupuesto: esta corrección no lo cambia.
correction-button = Corregir la tasa
correction-change = Volver a escribir
column-before = Antes
column-after = Después
label-units-per-usd = Unidades por dólar
hint-units-per-usd = Cuántas unidades de la moneda vale un dólar, con todos sus decimales. Por ejemplo 4325,955.
hint-correction-source = Dónde se leyó el número correcto. Debe distinguirse de la fuente de la tasa equivocada, por ejemplo con la fecha de consulta.
error-rate-source = Diga la fuente con palabras, en 200 caracteres como máximo.
error-stale-rate = Alguien ya corrigió esta tasa. No se guardó nada: corrija la que la reemplaza.
refusal-same-units = La tasa ya tiene ese número.
refusal-same-source = Ya hay una tasa de esa fuente para esos días. Diga de dónde es la correcta, por ejemplo con la fecha de consulta.
rates-link = Ver y cargar tasas
rate-source-upload = archivo cargado por la administración
rate-kind-daily = diaria
rate-kind-monthly = mensual
rate-kind-annual = anual
rate-format-any = La que diga el encabezado
label-rate-import-file = Archivo CSV
hint-rate-import-file = Como lo publica la fuente, hasta 10 MB. Primero pruebe sin guardar.
label-rate-import-format = Forma del archivo
label-accept-jumps = Tomar también las tasas que son el doble o más, o la mitad o menos, de lo conocido
hint-accept-jumps = Solo después de una prueba en la que revisó cada una.
label-accept-jump = La revisé: la tasa es correcta
error-accept-jumps = Confirme que la tasa es correcta, o cámbiela.
column-file-line = Línea
column-column = Columna
column-rate-kind = Clase
column-units = Unidades por dólar
column-valid = Vale
error-file-required = Elija un archivo.
rate-error-missing = Falta este dato: complételo en el archivo o quite la línea.
rate-error-cell-count = La línea no tiene las mismas celdas que el encabezado: revise que no esté cortada y que los números con coma decimal vayan entre comillas.
rate-error-not-a-number = Esto no es un número: escriba solo cifras con punto o coma decimal, por ejemplo 4123.45.
rate-error-ambiguous-number = No se sabe si la marca separa miles o decimales, y ningún otro número de esta moneda en el archivo lo muestra: escríbalo sin separador de miles y con dos o cuatro decimales, por ejemplo 4123.00 o 4.1230.
rate-error-not-positive = La tasa debe ser mayor que cero: corrija el número.
rate-error-out-of-range = La tasa es demasiado grande o demasiado pequeña para ser cierta: revise que sean unidades de la moneda por un dólar.
rate-error-too-precise = La tasa tiene más de 28 cifras: escríbala con menos decimales.
rate-error-bad-date = Esta fecha no existe o no está bien escrita: escríbala como año-mes-día, por ejemplo 2023-06-01, entre 1900 y 2100.
rate-error-not-year-end = El promedio de un año debe llevar la fecha del 31 de diciembre de ese año: corrija la fecha.
rate-error-end-before-start = El último día es anterior al primero: corrija una de las dos fechas.
rate-error-period-too-long = Una tasa diaria vale 10 días como máximo: corrija las fechas o la clase.
rate-error-not-a-month = Una tasa mensual va del primer día de un mes al último del mismo mes: corrija las fechas o la clase.
rate-error-not-a-year = Una tasa anual va del 1 de enero al 31 de diciembre del mismo año: corrija las fechas o la clase.
rate-error-not-over = Este mes o año no ha terminado: su promedio todavía no se puede conocer.
rate-error-in-future = El primer día todavía no llega: cargue la tasa cuando esté vigente.
rate-error-may-be-cut = El archivo termina en este número, que pudo perder sus últimas cifras: revise que esté completo y termine la línea (Intro) antes de guardar el archivo.
rate-error-unknown-currency = El registro no lleva esta moneda, o no es la de este archivo: escriba un código como COP o EUR (en un archivo de la TRM, siempre COP).
rate-error-unknown-kind = La clase de tasa no se reconoce: escriba daily, monthly o annual (en un archivo del FMI, solo A).
rate-error-bad-source = La fuente debe decirse con palabras, en 200 caracteres como máximo; si ahí hay solo cifras, la tasa se partió por una coma decimal y debe ir entre comillas.
rate-error-contradiction = La línea { $first } da otra tasa u otro último día para la misma moneda, la misma clase y el mismo primer día: no se toma ninguna; deje solo la correcta.
rate-error-known-otherwise = De esta fuente ya se conoce, con otro valor u otro último día: { $rate }. Queda como está; si tiene un error, corríjala desde la lista de tasas.
rate-error-jump = Es { $ratio } veces la tasa del { $from }, de { $units } { $currency } por dólar: una diferencia del doble o más, o de la mitad o menos, debe confirmarse.
rate-file-not-text = El archivo no es texto en UTF-8: guárdelo como «CSV UTF-8» y vuelva a cargarlo.
rate-file-empty = El archivo está vacío: elija el archivo que tiene las tasas.
rate-file-no-rows = El archivo tiene encabezado pero ninguna tasa: revise que la descarga esté completa.
rate-file-unknown-header = La primera línea no es el encabezado de ninguna forma conocida (TRM, BCE, FMI o la del registro): cargue el archivo como lo publica la fuente, con los nombres de sus columnas.
rate-file-other-format = Al archivo le faltan columnas de la forma elegida: elija la forma que corresponde o deje que el registro la reconozca.
rate-file-repeated-column = Dos columnas tienen el mismo nombre: deje una sola de ellas.
rate-file-open-quote = Hay comillas que se abren y no se cierran en la misma línea: ciérrelas o quítelas.
rate-file-month-first = Las fechas están escritas con el mes primero y aquí se leen con el día primero: escríbalas como año-mes-día, por ejemplo 2023-06-13.
rate-file-too-many-rows = El archivo tiene más de 200 000 tasas: divídalo en archivos más pequeños.
rate-format-trm = TRM de Colombia (Superintendencia Financiera)
rate-format-ecb = Banco Central Europeo (eurofxref-hist.csv)
rate-format-imf = Promedios anuales del FMI
rate-format-plain = Forma propia del registro

## Letters about payments
letter-disbursement-declared-subject = { $by ->
        [office] La oficina anota que { $provider } les pagó { $declared }
       *[own] { $provider } declara que les pagó { $declared }
    }
letter-disbursement-declared-body = { $name }:

    { $by ->
        [office] La oficina del programa anota, en nombre de { $provider }, que esta pagó { $declared } a { $receiver } el { $dated_on }, para { $target }.
       *[own] { $provider } declara que pagó { $declared } a { $receiver } el { $dated_on }, para { $target }.
    }

    Diga si llegó, o si llegó otra suma. Su silencio no confirma: mientras no responda, ese dinero no cuenta como pagado.

    Responder: { $desk_url }
letter-disbursement-confirmed-subject = { $receiver } confirma que recibió { $amount }
letter-disbursement-confirmed-body = { $name }:

    { $receiver } confirma que recibió { $amount } de los { $declared } que { $provider } declaró el { $dated_on }.{ letter-difference }

    El desembolso: { $desk_url }
letter-disbursement-confirmed-on-document-subject = La oficina anota que { $receiver } recibió { $amount }
letter-disbursement-confirmed-on-document-body = { $name }:

    La oficina del programa anota, según documento, que { $receiver } recibió { $amount } de los { $declared } que { $provider } declaró el { $dated_on }.{ letter-difference }

    El desembolso: { $desk_url }
letter-disbursement-disputed-subject = { $receiver } no está de acuerdo con un desembolso de { $declared }
letter-disbursement-disputed-body = { $name }:

    { $provider } declaró un desembolso de { $declared } del { $dated_on }. { $amount ->
        [none] { $receiver } no está de acuerdo y no dice cuánto llegó.
       *[other] { $receiver } dice que llegaron { $amount }.
    }

    Motivo: { $reason }

    Mientras no se resuelva, ese dinero figura en disputa. El desembolso: { $desk_url }
letter-disbursement-disputed-on-document-subject = La oficina anota una disputa sobre un desembolso de { $declared }
letter-disbursement-disputed-on-document-body = { $name }:

    { $provider } declaró un desembolso de { $declared } del { $dated_on }. { $amount ->
        [none] La oficina del programa anota, según documento, que { $receiver } no está de acuerdo, sin decir cuánto llegó.
       *[other] La oficina del programa anota, según documento, que a { $receiver } le llegaron { $amount }.
    }

    Motivo: { $reason }

    Mientras no se resuelva, ese dinero figura en disputa. El desembolso: { $desk_url }
letter-disbursement-resolved-subject = Se resolvió la disputa: llegaron { $amount }
letter-disbursement-resolved-body = { $name }:

    El desembolso de { $declared } del { $dated_on } ya no está en disputa: { $receiver } recibió { $amount }.{ letter-difference }

    El desembolso: { $desk_url }
letter-disbursement-resolved-on-document-subject = Se resolvió la disputa: la oficina anota que llegaron { $amount }
letter-disbursement-resolved-on-document-body = { $name }:

    El desembolso de { $declared } del { $dated_on } ya no está en disputa: la oficina del programa anota, según documento, que { $receiver } recibió { $amount }.{ letter-difference }

    El desembolso: { $desk_url }
letter-difference = { $cause ->
        [none] {""}
       *[other] {" "}Causa de la diferencia: { $cause }.
    }{ $reason ->
        [none] {""}
       *[other] {""}

        Explicación: { $reason }
    }
letter-disbursement-refunded-subject = Se anotó que volvieron { $amount } a { $provider }
letter-disbursement-refunded-body = { $name }:

    Se anotó que { $receiver } devolvió a { $provider } { $amount } del desembolso de { $declared } del { $dated_on }, para { $target }. Ese monto se descuenta de lo desembolsado.

    Motivo: { $reason }

    Si no es así, escriba a la oficina del programa. El desembolso: { $desk_url }
letter-commitment-signed-subject = Se anotó su acuerdo con { $provider } por { $amount }
letter-commitment-signed-body = { $name }:

    Se anotó un acuerdo de { $provider } con { $receiver } por { $amount }, firmado el { $dated_on }, para { $target }. Es público.

    Cuando se declare un desembolso, le pediremos que diga si llegó. Si el acuerdo no es como se anota, escriba a la oficina del programa.

    El acuerdo: { $desk_url }
letter-commitment-terminated-subject = Se anotó el fin de { $amount } de su acuerdo con { $provider }
letter-commitment-terminated-body = { $name }:

    Se anotó que { $amount } del acuerdo de { $provider } con { $receiver } por { $declared }, del { $dated_on }, para { $target }, ya no se pagarán. Lo que se pagó sigue igual.

    Motivo: { $reason }

    El acuerdo: { $desk_url }
