// The shop: what the re:Invent 2021 workshop ran, small enough for a laptop. All durations are lab time.
// ELB/x = docs.aws.amazon.com/elasticloadbalancing/latest/application/x, EC2/x = …/AWSEC2/latest/UserGuide/x.

/** The lab's Region and zones; no real Region has such names. */
export const REGION = 'eu-lab-1';
export const ZONES = ['eu-lab-1a', 'eu-lab-1b', 'eu-lab-1c'] as const;

/** The account every ARN of the lab belongs to. */
export const ACCOUNT = '000000000000';

/** The dimensions ALB's metrics carry (ELB/load-balancer-cloudwatch-metrics). */
export const LOAD_BALANCER = 'app/shop/lab';
export const TARGET_GROUP = 'targetgroup/web/lab';

/** The name users and experiments reach the shop by. */
export const SHOP_HOST = 'shop.lab';

/** The database: its name at RDS, and the name its endpoint goes by. */
export const DATABASE = 'shop-db';
export const DATABASE_HOST = 'shop-db.rds.lab';

/** What every instance of the web tier carries; the last is the consent that a fault needs. */
export const WEB_TAGS = { app: 'shop', tier: 'web', 'firedrill:consent': 'allowed' } as const;

/** Within the limits of ELB/target-group-health-checks (interval 5–300 s, timeout 2–120 s, thresholds 2–10). */
export const HEALTH_CHECK = {
  path: '/health',
  intervalMs: 5_000,
  timeoutMs: 2_000,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
  matcher: 200,
} as const;

/** A target that says nothing for this long is a 504: ALB's idle timeout (1–4000 s, 60 by default; ELB/load-balancer-troubleshooting). */
export const TARGET_TIMEOUT_MS = 10_000;

/**
 * One worker per instance and 280 ms per page: 3.6 pages a second. Users ask for 5, at random: three instances are half
 * busy, two are seven tenths busy, one falls behind by two fifths and within 10 s its queue is longer than a probe waits.
 * Not more often, because at scale 60 it is 300 requests in a real second, on a laptop that has other things to do.
 */
export const SERVICE_MS = 280;
export const QUEUE_BOUND = 22;
export const REQUESTS_PER_SECOND = 5;

/**
 * How many visitors one request stands for. Above scale 20 a laptop would spend itself on moving bytes, so only some
 * visitors come over the network; the work of the others the server that was asked gives itself, at random times.
 */
export const visitorsPerRequest = (scale: number): number => Math.max(1, Math.round(scale / 20));

/** The function that takes orders: its name, its host, what one order takes, and how often one comes. */
export const ORDERS_FUNCTION = 'shop-orders';
export const ORDERS_HOST = 'orders.lab';
export const ORDER_MS = 120;
export const ORDERS_PER_SECOND = 1;

/** A full queue takes 6 s to get through, so users of a drowning instance give up before it answers. */
export const USER_TIMEOUT_MS = 5_000;

/** pending -> running. */
export const BOOT_MS = 2_000;

/** From a member's end to the launch of its replacement; with the checks after it about the 93 s that kills on AWS took. */
export const LAUNCH_DELAY_MS = 75_000;

/** How long a member may be unhealthy before it is replaced: the workshop's HealthCheckGracePeriod. */
export const UNHEALTHY_PATIENCE_MS = 120_000;

/** But never less than this in real time: a machine that is busy with other things is not an unhealthy instance. */
export const UNHEALTHY_PATIENCE_FLOOR_REAL_MS = 6_000;

/** The init's RestartSec= for the server process. */
export const RESTART_MS = 20_000;

/** From the end of the server to its start when the whole machine is restarted. */
export const REBOOT_MS = 30_000;

/** From the end of one release's server to the start of the next. */
export const DEPLOY_MS = 3_000;

/** Between SIGTERM and SIGKILL when an instance stops. systemd waits 90 s; EC2 pulls the plug by itself. */
export const STOP_GRACE_MS = 2_000;

/** "After you terminate an instance, it remains visible in the console for a short while" (EC2/terminating-instances). */
export const TERMINATED_VISIBLE_MS = 3_600_000;

/** The name of the server process, as `pkill -x` would look for it. */
export const SERVER_PROCESS = 'shop-web';

/** How often the load balancer and the users report, at most: once a lab second, and not above 50 times a real one. */
export const REPORT_EVERY_MS = 1_000;
export const REPORT_FLOOR_REAL_MS = 20;
