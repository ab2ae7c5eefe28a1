import { auditCommand } from './audit-command';
import { loadDotEnv } from './dot-env';

// A reader such as `| head` may close the pipe early; that isn't an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const { stdout, stderr } = process;
const env = () => {
  loadDotEnv(process.cwd());
  return process.env;
};
process.exitCode = await auditCommand(process.argv.slice(2), { env, stdout, stderr });
