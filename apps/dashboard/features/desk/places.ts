import { IconBook2, IconInbox, IconMessageCircle, IconRobot, IconSettings } from '@tabler/icons-react'
import { paths } from '../../lib/paths.ts'

/** The rooms of the desk, in the order of the navigation. */
export const places = [
  { name: 'Chat', path: paths.chat(), icon: IconMessageCircle },
  { name: 'Inbox', path: paths.inbox(), icon: IconInbox },
  { name: 'Knowledge', path: paths.knowledge(), icon: IconBook2 },
  { name: 'Agents', path: paths.agents(), icon: IconRobot },
  { name: 'Settings', path: paths.settings, icon: IconSettings },
]
