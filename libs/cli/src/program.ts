import { Argument, Command, CommanderError } from 'commander';
import { type BreachGiven, Breaches } from './breaches';
import { addChaos } from './chaos';
import { runDevelopmentTool } from './development-tool';
import { loadDemonstration } from './demo/load';
import { exportSelection } from './export-selection';
import { CommandFailed, EXIT } from './exit';
import { IMPORT_KINDS, importFile, type ImportFileKind, reportText, succeeded } from './import';
import { Installation } from './installation';
import { Keys } from './keys';
import { Operations, type Outcome } from './operations';
import { type ErasureGiven, type HoldGiven, Privacy } from './privacy';
import { SignIn } from './sign-in';
import { addSimulate } from './simulate';
import { timeline, timelineText } from './timeline';
import { verifyFile } from './verify';

interface Global {
  readonly json?: boolean;
  readonly url?: string;
  readonly as?: string;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const BENCHES = [
  'append',
  'relay',
  'e2e',
  'deadline',
  'ledger',
  'audit',
  'rebuild',
  'import',
  'employees',
  'register',
];

/** The command line: `npx jejak <verb>`. Talks to the public API only. */
export const program = (): Command => {
  const jejak = new Command('jejak')
    .description('The command line of a Jejak installation. It talks to the public API at JEJAK_URL.')
    .option('--url <address>', 'address of the installation (default: JEJAK_URL, else http://localhost:8080)')
    .option('--as <person>', 'who asks: a person of the demonstration (HR-1, INS-1 …); else JEJAK_TOKEN')
    .option('--json', 'print JSON')
    .showHelpAfterError('(jejak --help shows what there is)')
    .exitOverride((error: CommanderError) => {
      if (error.exitCode === 0) process.exit(EXIT.ok);
      throw new CommandFailed('', EXIT.usage);
    });
  const asked = (): { installation: Installation; signIn: SignIn; options: Global } => {
    const options = jejak.opts<Global>();
    const installation = new Installation(options.url);
    return { installation, signIn: new SignIn(installation), options };
  };

  jejak
    .command('token <person>')
    .description('a token for a person or machine client of the demonstration')
    .action(async (person: string) => print(await asked().signIn.token(person)));

  jejak
    .command('import')
    .description('take a file over: a dry run shows what it would do; the same file twice is taken once')
    .addArgument(new Argument('<kind>').choices(Object.keys(IMPORT_KINDS)))
    .argument('<file>', 'CSV (UTF-8) or a workbook (XLSX), with a header row')
    .option('--dry-run', 'look the file through and record nothing')
    .option('--good-rows', 'record the good rows although others are bad (default: all or nothing)')
    .option('--year <year>', 'the selection year of the file', Number)
    .option('--rows <csv>', 'write every bad and marked row to this file (service-requests)')
    .action(
      async (
        kind: ImportFileKind,
        file: string,
        given: { dryRun?: boolean; goodRows?: boolean; year?: number; rows?: string },
      ) => {
        const { installation, signIn, options } = asked();
        const as = options.as ?? (process.env.JEJAK_TOKEN ? undefined : IMPORT_KINDS[kind].as);
        const token = () => signIn.token(as);
        const { dryRun = false, goodRows = false, year, rows } = given;
        const report = await importFile(installation, kind, file, {
          ...{ token, dryRun, goodRows },
          ...(year === undefined ? {} : { year }),
          ...(rows === undefined ? {} : { rowsFile: rows }),
        });
        print(options.json ? JSON.stringify(report, null, 2) : reportText(report));
        if (!succeeded(report, goodRows)) process.exitCode = EXIT.refused;
      },
    );

  jejak
    .command('export')
    .description('write published results to a file')
    .addArgument(new Argument('<kind>').choices(['selection']))
    .argument('<file>', 'CSV to be written')
    .option('--import <id>', 'of this import (default: the newest)')
    .option('--compare <file>', 'compare with officially published results, row by row')
    .action(async (_: string, file: string, given: { import?: string; compare?: string }) => {
      const { installation, signIn, options } = asked();
      const token = await signIn.token(options.as ?? (process.env.JEJAK_TOKEN ? undefined : 'HR-2'));
      const { text, equal } = await exportSelection(installation, token, file, given);
      print(text);
      if (!equal) process.exitCode = EXIT.refused;
    });

  jejak
    .command('timeline <stream>')
    .description('who changed what, when, why and under which policy: the inspector’s view of one stream')
    .option('--purpose <case>', 'what it is read for; recorded', 'demonstration')
    .action(async (stream: string, given: { purpose: string }) => {
      const { installation, signIn, options } = asked();
      const token = await signIn.token(options.as ?? (process.env.JEJAK_TOKEN ? undefined : 'INS-1'));
      const history = await timeline(installation, token, stream, given.purpose);
      print(options.json ? JSON.stringify(history, null, 2) : timelineText(history));
    });

  jejak
    .command('verify <file>')
    .description('verify a history, a receipt or a tlog-proof offline; exit 1 with the first broken link')
    .requiredOption('--policy <file>', 'whose keys to rest on: a C2SP tlog-policy')
    .option('--leaf <file>', 'the leaf that a tlog-proof is about')
    .action((file: string, { policy, leaf }: { policy: string; leaf?: string }) => {
      const { valid, text, json } = verifyFile(file, policy, leaf);
      print(asked().options.json ? JSON.stringify(json, null, 2) : text);
      if (!valid) process.exitCode = EXIT.refused;
    });

  const ops = jejak
    .command('ops')
    .description('what an operator sees and does: status, parked streams, rebuilds, a lost topic')
    .option('--service <service>', 'only this one (default: all, or the one that has the projection)');
  const operate = async (act: (operations: Operations) => Promise<Outcome>): Promise<void> => {
    const { installation, signIn, options } = asked();
    const token = await signIn.token(options.as ?? (process.env.JEJAK_TOKEN ? undefined : 'OP-1'));
    const { service } = ops.opts<{ service?: string }>();
    const { text, json, well } = await act(new Operations(installation, { token, service }));
    print(options.json ? JSON.stringify(json, null, 2) : text);
    if (!well) process.exitCode = EXIT.refused;
  };
  const number = (text: string): number => {
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1)
      throw new CommandFailed(`${text} is no number of an event.`, EXIT.usage);
    return value;
  };
  ops
    .command('status')
    .description(
      'relay, outbox and every read model of each service; exit 1 when something is parked or stuck',
    )
    .action(() => operate((operations) => operations.status()));
  ops
    .command('parked')
    .description('streams that are set aside; exit 1 when there are any')
    .action(() => operate((operations) => operations.parked()));
  ops
    .command('redrive [projection]')
    .description(
      'replay parked streams in order, and try blocked rows of the outbox again; exit 1 when some are left',
    )
    .option('--stream <stream>', 'only this one')
    .action((projection: string | undefined, { stream }: { stream?: string }) =>
      operate((operations) => operations.redrive(projection, stream)),
    );
  ops
    .command('rebuild <projection>')
    .description('build a read model anew from its events beside the live one, then exchange them')
    .action((projection: string) => operate((operations) => operations.rebuild(projection)));
  ops
    .command('rollback <projection>')
    .description('bring back what the last rebuild replaced, caught up')
    .action((projection: string) => operate((operations) => operations.rollback(projection)));
  ops
    .command('discard <projection>')
    .description('give up the rebuild in hand, or drop what was kept for a rollback')
    .action((projection: string) => operate((operations) => operations.discard(projection)));
  ops
    .command('replay')
    .description('fill the topic of a service again, with the same numbers; needs --service')
    .option('--from <pos>', 'first number (default: 1)', number)
    .option('--to <pos>', 'last number (default: the highest)', number)
    .action(({ from, to }: { from?: number; to?: number }) =>
      operate((operations) => operations.replay(from, to)),
    );

  ops
    .command('reconcile [service]')
    .description(
      'compare the store of a service, or of all, with the log; exit 1 where they differ or one cannot be read',
    )
    .action((source: string | undefined) => operate((operations) => operations.reconcile(source)));

  const care = async (act: (privacy: Privacy) => Promise<Outcome>): Promise<void> => {
    const { installation, signIn, options } = asked();
    const token = await signIn.token(options.as ?? (process.env.JEJAK_TOKEN ? undefined : 'HR-2'));
    const role = options.as?.startsWith('INS') ? 'inspector' : 'hr_admin';
    const { text, json, well } = await act(new Privacy(installation, { token, role }));
    print(options.json ? JSON.stringify(json, null, 2) : text);
    if (!well) process.exitCode = EXIT.refused;
  };
  ops
    .command('holds [person]')
    .description('holds that stand: while one does, nothing about the person is erased')
    .action((person: string | undefined) => care((privacy) => privacy.holds(person)));
  ops
    .command('hold <person>')
    .description('place a hold (data officer; --as an inspector)')
    .requiredOption('--ground <ground>', 'COURT_ORDER, FINDING or OBJECTION')
    .requiredOption('--case <number>', 'the case, as the court or the inspectorate numbers it')
    .option('--until <date>', 'its last day (default: until it is lifted)')
    .requiredOption('--reason <words>', 'why')
    .action((person: string, given: HoldGiven) => care((privacy) => privacy.hold(person, given)));
  ops
    .command('unhold <hold>')
    .description('lift a hold; what an inspector placed an inspector lifts')
    .requiredOption('--reason <words>', 'why')
    .action((hold: string, { reason }: { reason: string }) =>
      care((privacy) => privacy.unhold(hold, reason)),
    );
  ops
    .command('erase <person>')
    .description(
      "destroy a person's key: grants their request, or files one for another data officer to grant; exit 1 where a hold stands",
    )
    .requiredOption('--basis <basis>', 'REQUEST, RETENTION_ENDED or COURT_ORDER')
    .option(
      '--archive <code>',
      "class of the archive in the city's retention schedule, where its end is the basis",
    )
    .option('--yes', 'do it; without it only what would be done is said', false)
    .action((person: string, given: ErasureGiven) => care((privacy) => privacy.erase(person, given)));
  ops
    .command('retention')
    .description(
      'people of whom the law keeps nothing any more, for the data officer to decide on: ops erase',
    )
    .action(() => care((privacy) => privacy.retention()));
  const register = async (act: (breaches: Breaches) => Promise<Outcome>): Promise<void> => {
    const { installation, signIn, options } = asked();
    const token = await signIn.token(options.as ?? (process.env.JEJAK_TOKEN ? undefined : 'HR-2'));
    const { text, json, well } = await act(new Breaches(installation, { token, role: 'hr_admin' }));
    print(options.json ? JSON.stringify(json, null, 2) : text);
    if (!well) process.exitCode = EXIT.refused;
  };
  const breach = ops
    .command('breach')
    .description('the register of breaches of personal data; exit 1 where somebody has not been notified')
    .action(() => register((breaches) => breaches.list()));
  breach
    .command('record')
    .description('the city knows of a breach: from then on the hours run (data officer)')
    .requiredOption(
      '--data <kinds>',
      'IDENTITY, CONTACT, BIRTH_DATE, HEALTH, PSYCHOLOGICAL, DOCUMENTS, FREE_TEXT; by commas',
    )
    .requiredOption('--account <words>', 'what happened, when and how')
    .option('--noticed <instant>', 'when it was noticed (default: now)')
    .option('--persons <count>', 'how many people', Number)
    .action((given: BreachGiven) => register((breaches) => breaches.record(given)));
  breach
    .command('measure <breach> <words>')
    .description('what was done about it')
    .option('--persons <count>', 'how many people, as it is known now', Number)
    .action((id: string, words: string, { persons }: { persons?: number }) =>
      register((breaches) => breaches.measure(id, words, persons)),
    );
  breach
    .command('draft [breach]')
    .description('the written notifications, to be looked through, signed and sent')
    .option('--to <addressee>', 'AUTHORITY, PERSONS or PUBLIC (default: the first two)')
    .action((id: string | undefined, { to }: { to?: string }) =>
      register((breaches) => breaches.draft(id, to)),
    );
  breach
    .command('notified <breach>')
    .description('it was sent')
    .requiredOption('--to <addressee>', 'AUTHORITY, PERSONS or PUBLIC')
    .requiredOption('--letter <number>', 'the number of the letter')
    .action((id: string, { to, letter }: { to: string; letter: string }) =>
      register((breaches) => breaches.notified(id, to, letter)),
    );
  const lookAfter = async (act: (keys: Keys) => Promise<Outcome>): Promise<void> => {
    const { installation, signIn, options } = asked();
    const token = await signIn.token(options.as ?? (process.env.JEJAK_TOKEN ? undefined : 'OP-1'));
    const { text, json, well } = await act(new Keys(installation, { token }));
    print(options.json ? JSON.stringify(json, null, 2) : text);
    if (!well) process.exitCode = EXIT.refused;
  };
  const keys = ops
    .command('keys')
    .description(
      'what wraps the keys of people, what signs the log, and how old that is; exit 1 where one is old, or none signs',
    )
    .action(() => lookAfter((of) => of.list()));
  keys
    .command('rotate')
    .description('ask that the present KEK wraps every key; another operator confirms it')
    .action(() => lookAfter((of) => of.rotate()));
  keys
    .command('confirm <rotation>')
    .description('confirm what another operator asked for')
    .action((rotation: string) => lookAfter((of) => of.confirm(rotation)));
  keys
    .command('seed <file>')
    .description('make the seed of the key that is to sign the log next, and say its public key')
    .action((file: string) => lookAfter((of) => of.seed(file)));

  jejak
    .command('demo')
    .description('the demonstration city')
    .command('load')
    .description(
      'load it through the public API: organisation, a real selection round, and a year in the life',
    )
    .option(
      '--until <date>',
      'tell the story up to this day only; else JEJAK_DEMO_UNTIL',
      process.env.JEJAK_DEMO_UNTIL,
    )
    .action(async ({ until }: { until?: string }) => {
      const { installation, signIn } = asked();
      await loadDemonstration(installation, signIn, print, until);
    });

  jejak
    .command('bench')
    .description(
      'measure this machine: each bench beside the raw limit, in the same run (docs/performance.md)',
    )
    .addArgument(new Argument('<bench>').choices(BENCHES))
    .option('--seconds <n>', 'how long each setting is measured', Number)
    .option('--count <n>', 'how many events, or rows of a file', Number)
    .option('--json', 'print JSON')
    .action(async (bench: string, given: { seconds?: number; count?: number; json?: boolean }) => {
      const { seconds, count, json = asked().options.json } = given;
      await runDevelopmentTool('bench', [
        bench,
        ...(seconds === undefined ? [] : ['--seconds', String(seconds)]),
        ...(count === undefined ? [] : ['--count', String(count)]),
        ...(json ? ['--json'] : []),
      ]);
    });

  addSimulate(jejak);
  addChaos(jejak, print);

  return jejak;
};
