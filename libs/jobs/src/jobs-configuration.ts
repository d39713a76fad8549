import type { JobsOptions } from './asking.ts';

/**
 * How jobs are done, from the environment: REDIS_URL names a Redis for the queue, WAYMARK_JOB_LOCK_SECONDS after how many
 * seconds of silence another program takes a job over (30). Refuses an address that is none, and a number of
 * seconds that is none.
 */
export function jobsConfiguration(env: NodeJS.ProcessEnv): Pick<JobsOptions, 'redisUrl' | 'lockMilliseconds'> {
  const { REDIS_URL: redisUrl, WAYMARK_JOB_LOCK_SECONDS: seconds } = env;
  if (redisUrl && !/^rediss?:\/\//.test(redisUrl))
    throw new Error(
      'REDIS_URL is not an address of Redis, such as redis://127.0.0.1:6379. Leave it out for PostgreSQL.',
    );
  if (seconds !== undefined && !/^[1-9]\d{0,3}$/.test(seconds))
    throw new Error(`WAYMARK_JOB_LOCK_SECONDS is "${seconds}": give whole seconds, or leave it out for 30.`);
  return {
    ...(redisUrl ? { redisUrl } : {}),
    ...(seconds === undefined ? {} : { lockMilliseconds: Number(seconds) * 1000 }),
  };
}
