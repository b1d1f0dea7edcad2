import type { Topic } from './topic.ts'

const shared = { name: 'Booking page', team: 'Tier 1 Support', tags: ['how-to'] }

/** What customers write, and are answered, in their own language; English customers have more to choose from. */
export const topicsByLanguage: Readonly<Record<string, Topic>> = {
  de: {
    ...shared,
    subjects: ['Terminbestätigung kommt doppelt', 'Öffnungszeiten an Feiertagen', 'Frage zur Rechnung {number}'],
    openings: [
      'Guten Tag, unsere Kundinnen erhalten jede Terminbestätigung doppelt. Woran kann das liegen?',
      'Hallo! Wie trage ich ein, dass wir am 3. Oktober geschlossen haben? Ich möchte nicht jeden Termin einzeln sperren müssen.',
      'Auf der Rechnung {number} steht noch unsere alte Anschrift. Könnten Sie das bitte ändern?',
    ],
    questions: [
      'Ja, genau, bei allen Standorten.',
      'Prima, das hat geklappt. Vielen Dank für die schnelle Hilfe!',
      'Gilt das dann auch für die Online-Buchung?',
    ],
    answers: [
      'Guten Tag {first}, vielen Dank für Ihre Nachricht. Bei Ihnen sind zwei Vorlagen mit demselben Auslöser aktiv. Unter <b>Einstellungen → Nachrichten</b> können Sie eine davon ausschalten.',
      'Das geht mit einer <i>Schließzeit</i>: <b>Kalender → Schließzeiten → Neu</b>. Sie gilt für alle Standorte und auch für die Online-Buchung.',
      'Sehr gern. Die Anschrift ist geändert, die Rechnung liegt neu im Konto.',
    ],
    notes: ['Zwei Trigger aktiv, nach Migration. Kundin informiert.'],
    fin: {
      answer: 'Schließzeiten legen Sie unter <b>Kalender → Schließzeiten</b> an. Sie gelten auch für die Online-Buchung.',
      article: 'Set closing days',
    },
  },
  fr: {
    ...shared,
    subjects: ['Rappel SMS non reçu', 'Changer la langue de la page', 'Facture {number}'],
    openings: [
      'Bonjour, mes clientes ne reçoivent plus les rappels par SMS depuis jeudi. Pouvez-vous vérifier ?',
      'Bonjour ! Est-il possible d’afficher la page de réservation en français <i>et</i> en anglais ?',
    ],
    questions: ['Oui, c’est bien ça.', 'Merci beaucoup, tout fonctionne à nouveau !', 'Et pour les bons cadeaux, c’est le même réglage ?'],
    answers: [
      'Bonjour {first}, merci pour votre message. L’opérateur refusait l’expéditeur ; c’est réglé depuis ce matin et les rappels repartent normalement.',
      'Tout à fait : <b>Réglages → Page de réservation → Langues</b>. La page suit alors la langue du navigateur.',
    ],
    notes: ['Expéditeur non enregistré chez l’opérateur. Corrigé.'],
    fin: {
      answer: 'Vous pouvez ajouter des langues sous <b>Réglages → Page de réservation → Langues</b>.',
      article: 'Offer your page in several languages',
    },
  },
  'pt-BR': {
    ...shared,
    subjects: ['Pagamento por Pix', 'Horário de verão', 'Nota {number}'],
    openings: [
      'Oi, tudo bem? Vocês aceitam Pix na página de agendamento? Minhas clientes perguntam todo dia 😅',
      'Bom dia! Mudei o horário de sábado, mas a página continua mostrando o antigo.',
    ],
    questions: ['Isso mesmo, só no sábado.', 'Deu certo, muito obrigada! 🙏', 'Quanto tempo demora para aparecer?'],
    answers: [
      'Oi {first}! Aceitamos sim: em <b>Pagamentos → Métodos</b>, ative <i>Pix</i>. O valor cai na hora.',
      'O horário novo vale para a unidade principal. A outra unidade tem o próprio horário; já deixei igual para você.',
    ],
    notes: ['Duas unidades, horário só na primeira. Ajustado.'],
    fin: { answer: 'Ative o Pix em <b>Pagamentos → Métodos</b>.', article: 'Take payments when people book' },
  },
  es: {
    ...shared,
    subjects: ['Citas repetidas', 'Cambiar la zona horaria'],
    openings: [
      'Hola, ¿cómo puedo crear una cita que se repita cada dos semanas? ¡Gracias!',
      '¡Buenas! La agenda muestra las citas con una hora de diferencia.',
    ],
    questions: ['Sí, exacto.', '¡Perfecto, muchas gracias!'],
    answers: [
      'Hola {first}: al crear la cita, elige <i>Repetir</i> y después <i>Cada 2 semanas</i>. ¡Ya está!',
      'La zona horaria se cambia en <b>Ajustes → Centros</b>. Acabo de comprobarlo y ya coincide.',
    ],
    notes: ['Zona horaria corregida.'],
  },
  'zh-CN': {
    ...shared,
    subjects: ['无法导出客户名单', '预约确认邮件'],
    openings: ['您好，我想把客户名单导出为 Excel，但是下载的文件打开后是乱码，请问怎么办？', '请问预约确认邮件可以改成中文吗？'],
    questions: ['好的，我试一下。', '可以了，谢谢！👍'],
    answers: [
      '{first}您好，感谢您的反馈。请在导出时选择 <b>UTF-8（含 BOM）</b>，Excel 就能正常显示了。',
      '可以的：<b>设置 → 消息 → 语言</b>，选择“简体中文”即可。',
    ],
    notes: ['编码问题，已说明。'],
    fin: { answer: '请在导出时选择 <b>UTF-8（含 BOM）</b>。', article: 'Export your data' },
  },
  ja: {
    ...shared,
    subjects: ['予約のキャンセルについて'],
    openings: ['お世話になっております。キャンセル料の設定方法を教えていただけますでしょうか。'],
    questions: ['ありがとうございます。確認いたします。', '解決しました。助かりました！'],
    answers: ['{first}様、お問い合わせありがとうございます。<b>設定 → ポリシー → キャンセル</b>から金額と期限を設定できます。'],
    notes: ['ポリシー設定を案内済み。'],
  },
  ar: {
    ...shared,
    subjects: ['مشكلة في صفحة الحجز'],
    openings: ['<p dir="rtl">مرحبًا، صفحة الحجز تظهر من اليسار إلى اليمين رغم أن اللغة هي العربية. هل يمكنكم المساعدة؟</p>'],
    questions: ['<p dir="rtl">نعم، على الهاتف فقط.</p>', '<p dir="rtl">شكرًا جزيلًا، تم الحل 🌟</p>'],
    answers: ['<p dir="rtl">مرحبًا {first}، شكرًا لتواصلك معنا. فعّل خيار <b>الاتجاه التلقائي</b> من إعدادات الصفحة ثم أعد تحميلها.</p>'],
    notes: ['RTL switch was off, on phones only.'],
  },
  he: {
    ...shared,
    subjects: ['שאלה לגבי תזכורות'],
    openings: ['<p dir="rtl">שלום, אפשר לשלוח תזכורת גם בוואטסאפ ולא רק ב-SMS?</p>'],
    questions: ['<p dir="rtl">מצוין, תודה רבה!</p>'],
    answers: ['<p dir="rtl">שלום {first}, בהחלט: <b>הגדרות → תזכורות → ערוצים</b>.</p>'],
    notes: ['WhatsApp channel explained.'],
  },
}
