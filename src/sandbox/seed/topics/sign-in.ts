import type { Topic } from './topic.ts'

export const signIn: Topic = {
  name: 'Signing in',
  team: 'Tier 1 Support',
  tags: ['login', 'sso'],
  subjects: ['Cannot sign in', 'SSO loops forever', 'New phone, no 2FA codes'],
  openings: [
    'I got a new phone and lost my authenticator app. Now I cannot sign in, and I have clients in 20 minutes!',
    'After signing in with Okta I land on the sign-in page again. And again. Two colleagues have the same.',
    'The reset e-mail does not arrive. Checked spam, checked promotions, nothing.',
  ],
  questions: [
    'I do not have backup codes, nobody told me to keep them.',
    'Incognito works! In the normal window it still loops.',
    'We use a mail gateway that may well have eaten it. Which sender should I allow?',
  ],
  answers: [
    'Hi {first}, no panic: I have just sent a one-time link to the address on file. It is valid for 15 minutes. Once you are in, please set up two-step verification again <b>and print the backup codes</b>.',
    'A loop like that is nearly always a cookie from before SSO was switched on. Please clear the cookies of <code>app.larkspur.example</code>, or open <a href="https://app.larkspur.example/sign-out">app.larkspur.example/sign-out</a> once.',
    'Please allow <code>no-reply@mail.larkspur.example</code> and ask your gateway for the queue of this morning. I have removed your address from our bounce list, so the next one goes out again.',
  ],
  notes: [
    'Identity confirmed by phone with the account owner. Link sent.',
    'Okta metadata is from their old tenant. Asked for the new XML.',
  ],
  fin: {
    answer:
      'If you lost your authenticator, sign in with one of the backup codes you saved. Without codes, the owner of your workspace can reset two-step verification under <b>Team → Security</b>.',
    article: 'Reset two-step verification',
  },
}
