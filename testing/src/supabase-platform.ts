import type { Database } from '@frontdesk/platform/database/port'
import { createSupabaseSignIn } from '@frontdesk/platform/sign-in/supabase'
import type { SupabaseConfig } from '@frontdesk/platform/supabase-config'
import { emptiedDatabase, type TestPlatform, testPlatform } from './platform.ts'

/** The product's own platform with the people of a Supabase project, on an empty database or that of another platform. */
export const supabasePlatform = async (supabase: SupabaseConfig, shared?: Database): Promise<TestPlatform> => {
  const platform = await testPlatform({ database: shared ?? (await emptiedDatabase()) })
  const { database, clock, config } = platform
  return { ...platform, signIn: createSupabaseSignIn({ ...config, database, clock, supabase }) }
}
