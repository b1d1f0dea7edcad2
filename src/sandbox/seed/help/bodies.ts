import type { Random } from '../random.ts'

type Locale = 'en' | 'de' | 'fr' | 'pt-BR' | 'zh-CN' | 'ja'

/** The sentences that articles of one language share. */
type Voice = {
  how: string
  steps: readonly string[]
  tip: readonly string[]
  more: string
  picture: string
  about: (title: string) => string
}

const voices: Readonly<Record<Locale, Voice>> = {
  en: {
    how: 'Step by step',
    steps: [],
    tip: [
      '<b>Good to know:</b> changes count for new bookings only.',
      '<b>Tip:</b> try it with a test client first. Test clients never get messages.',
      '<b>Only for owners:</b> if you do not see the button, ask who set up your workspace.',
    ],
    more: 'More about this',
    picture: 'The page in the settings',
    about: (title) => title,
  },
  de: {
    how: 'Schritt für Schritt',
    steps: [
      'Öffnen Sie die <b>Einstellungen</b>.',
      'Wählen Sie den gewünschten Standort.',
      'Nehmen Sie die Änderung vor und prüfen Sie die Vorschau.',
      'Klicken Sie auf <i>Speichern</i>.',
    ],
    tip: [
      '<b>Gut zu wissen:</b> Änderungen gelten nur für neue Buchungen.',
      '<b>Tipp:</b> Probieren Sie es zuerst mit einer Testkundin aus.',
    ],
    more: 'Mehr dazu',
    picture: 'Die Seite in den Einstellungen',
    about: (title) => `Auf dieser Seite geht es um „${title}“: was Sie brauchen, wo Sie es finden und worauf Sie achten sollten.`,
  },
  fr: {
    how: 'Pas à pas',
    steps: [
      'Ouvrez les <b>Réglages</b>.',
      'Choisissez l’établissement concerné.',
      'Faites la modification et vérifiez l’aperçu.',
      'Cliquez sur <i>Enregistrer</i>.',
    ],
    tip: [
      '<b>Bon à savoir :</b> les modifications ne concernent que les nouvelles réservations.',
      '<b>Astuce :</b> essayez d’abord avec une cliente fictive.',
    ],
    more: 'Pour aller plus loin',
    picture: 'La page dans les réglages',
    about: (title) => `Cette page explique « ${title} » : ce qu’il vous faut, où le trouver et à quoi faire attention.`,
  },
  'pt-BR': {
    how: 'Passo a passo',
    steps: ['Abra as <b>Configurações</b>.', 'Escolha a unidade.', 'Faça a alteração e confira a prévia.', 'Clique em <i>Salvar</i>.'],
    tip: ['<b>Bom saber:</b> as alterações valem só para novos agendamentos.', '<b>Dica:</b> teste antes com uma cliente fictícia.'],
    more: 'Saiba mais',
    picture: 'A página nas configurações',
    about: (title) => `Aqui você vê tudo sobre “${title}”: o que é preciso, onde fica e no que prestar atenção.`,
  },
  'zh-CN': {
    how: '操作步骤',
    steps: ['打开<b>设置</b>。', '选择相应的门店。', '修改内容并查看预览。', '点击<i>保存</i>。'],
    tip: ['<b>请注意：</b>修改只对新的预约生效。', '<b>提示：</b>可以先用测试客户试一试。'],
    more: '相关内容',
    picture: '设置页面',
    about: (title) => `本文介绍“${title}”：需要准备什么、在哪里设置以及注意事项。`,
  },
  ja: {
    how: '手順',
    steps: ['<b>設定</b>を開きます。', '店舗を選びます。', '内容を変更し、プレビューを確認します。', '<i>保存</i>を押します。'],
    tip: ['<b>ご注意：</b>変更は新しい予約にのみ適用されます。'],
    more: '関連記事',
    picture: '設定画面',
    about: (title) => `「${title}」について、必要なもの、設定場所、注意点を説明します。`,
  },
}

/** What an article says: an introduction, steps, a picture, a remark, and a link to a neighbour. */
export function bodyOf({
  random,
  locale,
  title,
  about,
  steps,
  neighbour,
}: {
  random: Random
  locale: string
  title: string
  about: string
  /** The steps in English; other languages have their own, more general ones. */
  steps: readonly string[]
  neighbour: { title: string; url: string }
}): string {
  const voice = voices[locale as Locale] ?? voices.en
  const own = voice.steps.length > 0 ? voice.steps : random.some(steps, random.int(3, steps.length))
  const image = `https://static.larkspur.example/help/${random.hex(8)}.png`
  return [
    `<p>${locale === 'en' ? about : voice.about(title)}</p>`,
    `<h2>${voice.how}</h2>`,
    `<ol>${own.map((step) => `<li>${step}</li>`).join('')}</ol>`,
    ...(random.chance(0.6)
      ? [`<div class="intercom-container"><img src="${image}" alt="${voice.picture}" width="960" height="540"></div>`]
      : []),
    `<div class="intercom-interblocks-callout"><p>${random.pick(voice.tip)}</p></div>`,
    ...(random.chance(0.3)
      ? [
          '<table><tbody><tr><th>Plan</th><th>Solo</th><th>Studio</th><th>Growth</th></tr><tr><td>✓</td><td>1</td><td>6</td><td>25</td></tr></tbody></table>',
        ]
      : []),
    `<p>${voice.more}: <a href="${neighbour.url}">${neighbour.title}</a></p>`,
  ].join('\n')
}
