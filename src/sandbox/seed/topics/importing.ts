import type { Topic } from './topic.ts'

export const importing: Topic = {
  name: 'Importing clients',
  team: 'Onboarding',
  tags: ['import', 'onboarding'],
  subjects: ['CSV import: 3,200 rows, 41 errors', 'Moving over from another system', 'Duplicates after import'],
  openings: [
    'We are moving to Larkspur with about 3,200 clients. The import stops with 41 errors and I do not understand a single one of them.',
    'After the import every client exists twice. Is there an undo? Please say there is an undo.',
    'What is the right format for dates of birth? I tried 03/04/1988 and got the fourth of March.',
  ],
  questions: [
    'I attached the file. Column F is the funny one.',
    'And can you also bring over past appointments, or only the future ones?',
    'It worked! All 3,200. You just saved my weekend.',
    'Is there a limit on the number of custom fields? We have 34.',
  ],
  answers: [
    'Hi {first}, most of the 41 are phone numbers that Excel turned into <code>4.47701E+11</code>. Save the column as text and export again, and they will be fine. I attach a file that shows the idea.',
    'There is an undo! <b>Clients → Imports → … → Roll back</b>, within 14 days. It removes what that import created and leaves everything else alone.',
    '<p>Dates are read as <code>YYYY-MM-DD</code>, whatever country you are in. If you would rather keep yours:</p><pre><code>=TEXT(B2;"yyyy-mm-dd")</code></pre><p>in a new column does it.</p>',
    'Past appointments too, as long as each row has a client e-mail, a start and a service. 34 fields are fine, the limit is 100.',
  ],
  notes: [
    'Big onboarding, 6 locations. Offer the migration call if they get stuck twice.',
    'File had BOM + semicolons. Parser takes it since last release, they are just on the old uploader.',
  ],
  fin: {
    answer:
      'Imports take CSV files with up to 20,000 rows. Dates must be written <code>YYYY-MM-DD</code> and phone numbers with their country code. An import can be rolled back for 14 days.',
    article: 'Import clients from a CSV file',
  },
}
