import type { CollectionOutline } from './outline.ts'

export const team: CollectionOutline = {
  name: 'Team and security',
  about: 'Who may do what, and how they sign in',
  icon: 'lock',
  in: { de: 'Team und Sicherheit', fr: 'Équipe et sécurité', 'pt-BR': 'Equipe e segurança', 'zh-CN': '团队与安全' },
  steps: [
    'Open <b>Team</b> and choose the person.',
    'Press <i>Edit</i>; you need the role <b>Owner</b> or <b>Admin</b>.',
    'Change the role, or switch off what is not wanted.',
    'Press <i>Save</i>. It counts from the next click on.',
  ],
  articles: [
    { title: 'See who did what', about: 'The activity log knows who changed what, and when.', in: { de: 'Wer hat was geändert?' } },
  ],
  below: [
    {
      name: 'Roles',
      in: { de: 'Rollen', fr: 'Rôles', 'pt-BR': 'Funções', 'zh-CN': '角色' },
      articles: [
        {
          title: 'Roles and what they may do',
          about: 'Five roles are there from the start, and you may copy each.',
          in: { de: 'Rollen und Rechte', fr: 'Les rôles et leurs droits' },
        },
        { title: 'Remove somebody who left', about: 'Deactivate, hand over, done: nothing is lost.' },
      ],
    },
    {
      name: 'Signing in',
      in: { de: 'Anmeldung', fr: 'Connexion', 'pt-BR': 'Acesso', 'zh-CN': '登录' },
      articles: [
        {
          title: 'Reset two-step verification',
          about: 'New phone, no codes? The owner of your workspace can help.',
          in: { de: 'Zwei-Faktor-Anmeldung zurücksetzen', 'pt-BR': 'Redefina a verificação em duas etapas' },
        },
        { title: 'Sign in with SSO', about: 'Works with everything that speaks SAML or OpenID Connect.' },
        { title: 'Work offline', about: 'The app keeps your next seven days on the phone.' },
      ],
    },
    {
      name: 'Privacy',
      in: { de: 'Datenschutz', fr: 'Confidentialité', 'pt-BR': 'Privacidade', 'zh-CN': '隐私' },
      articles: [
        {
          title: 'Erase a client',
          about: 'The right to be forgotten, in three clicks.',
          in: { de: 'Kundin oder Kunden löschen', fr: 'Effacer un client' },
        },
        {
          title: 'Export your data',
          about: 'All of it, as files that other programs can read.',
          in: { 'zh-CN': '导出您的数据', de: 'Daten exportieren' },
        },
        { title: 'Where your data is stored', about: 'In the region you chose when you began, and nowhere else.' },
        { title: 'Sub-processors', about: 'The companies that help us, and with what.', draft: true },
      ],
    },
  ],
}
