import * as v from 'valibot';

/** A UUID the device makes for one person; it names nothing but their half of the key there. */
const deviceId = v.pipe(v.string(), v.uuid(), v.toLowerCase());

/** `POST /api/device-secret`: asking again gives the same secret until it is destroyed or was not asked for in 30 days. */
export const deviceSecretRequestSchema = v.object({ deviceId });

/** 32 bytes in base64url, and the server's time: a device's clock decides nothing about what is deleted. */
export const deviceSecretSchema = v.object({
  secret: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
  now: v.number(),
});
export type DeviceSecret = v.InferOutput<typeof deviceSecretSchema>;

/** What a sign-out leaves behind: everything sealed, nothing of this person, or nothing at all on this device. */
export const forgetting = ['nothing', 'person', 'device'] as const;
export type Forgetting = (typeof forgetting)[number];

/** `POST /api/sign-out?device=…&forget=…`. Without them the session ends and nothing else. */
export const signOutQuerySchema = v.object({
  device: v.optional(deviceId),
  forget: v.optional(v.picklist(forgetting), 'nothing'),
});
